"""What is shown is one bounded line, and none of it turns, hides or floods what stands beside it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import Catalogue
from app.domain.plain_text import LONGEST, MOST_MARKS, plain, shown
from app.feed.codec import Codec
from app.feed.messages import Introduction, Reject, RejectReason
from app.settings.catalogue import load_catalogue
from app.settings.sections import LimitSettings
from tests.attacks.hostile import HOSTILE, LONG, hostile
from tests.feed.listening import NOW, arrival
from tests.support.effort import least

ISOLATES = "\u2068\u2069"
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CATALOGUE: Catalogue = load_catalogue()
texts = st.text() | st.sampled_from(HOSTILE) | st.lists(st.sampled_from(HOSTILE)).map("".join)


def most_marks(text):
    most = run = 0
    for sign in text:
        run = run + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        most = max(most, run)
    return most


@given(texts, st.integers(2, 500))
def test_plain_text_is_one_bounded_line_of_signs_that_can_be_seen(text, limit):
    clean = plain(text, limit)
    assert len(clean) <= limit
    assert clean.isprintable()
    assert not TURNING & set(clean)
    assert most_marks(clean) <= MOST_MARKS
    assert plain(clean, limit) == clean
    clean.encode("utf-8")


@given(texts, st.integers(2, 500))
def test_shown_text_leaves_the_order_of_its_neighbours_alone(text, limit):
    clean = shown(text, limit)
    turned = any(unicodedata.bidirectional(sign) in {"R", "AL", "AN"} for sign in clean)
    assert clean == (f"\u2068{plain(text, limit)}\u2069" if turned else plain(text, limit))


@pytest.mark.parametrize(
    "text",
    [
        "Válvula 3 · Av. Juárez",
        "Ñandú <5 °C & 40 % > 3",
        "{0}",
        "Zürich Łódź Ωμέγα Привет",
        "水ポンプ",
        "क्षत्रिय",
        "🚰 1",
    ],
)
def test_honest_text_stays_as_it_is(text):
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\nb\tc\u00a0d\u2028e", "a b c d e"),
        ("VAL\u202e-1\u200b", "VAL-1"),
        ("\x1b[31mrojo\0", "[31mrojo"),
        ("e" + "\u0301" * 900, "e" + "\u0301" * MOST_MARKS),
        ("\u3164\ufe0f\u034f", ""),
        ("\ud800x", "x"),
        ("x" * 900, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_what_is_hostile_is_taken_out(text, clean):
    assert plain(text) == clean


@pytest.mark.parametrize("sign", ["x", "\u0301", "\u202e", "\u05d0", "<b>", "\n", "\ud800"])
def test_ten_megabytes_cost_no_more_than_a_line(sign):
    text = sign * (LONG // len(sign))
    line = text[: 3 * LONGEST]
    assert least(lambda: shown(text), 20) < 10 * least(lambda: shown(line), 20)


@hostile
def test_the_decoder_stores_nothing_that_could_not_be_shown(text):
    codec = Codec("city", "ps", CATALOGUE, (), LimitSettings())
    body = f'{{"name":{_json(text[:190])},"zone":{_json(text[:190])},"lat":19.4,"lon":-99.1}}'.encode()
    for message in codec.decode(arrival("city/ps/valve/VAL-1/config", body), NOW):
        if isinstance(message, Introduction):
            device = message.device
            assert device.name
            assert device.name == plain(device.name)
            assert device.zone == plain(device.zone)
        else:
            assert isinstance(message, Reject)
            assert message.reason is RejectReason.NOT_JSON  # half of a surrogate pair is no UTF-8


@pytest.mark.parametrize(
    "name", ["VAL\u3164", "VAL\u115f-1", "V" + "\u0301" * 20, "\u202eVAL", "VAL\u200b", "V\u00a0"]
)
def test_no_two_devices_look_alike_by_signs_that_cannot_be_seen(name):
    codec = Codec("city", "ps", CATALOGUE, (), LimitSettings())
    (message,) = codec.decode(arrival(f"city/ps/valve/{name}/telemetry", b'{"open_percentage":5}'), NOW)
    assert isinstance(message, Reject)
    assert message.reason is RejectReason.ID_INVALID


def _json(text):
    escaped = "".join(f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else sign for sign in text)
    return f'"{escaped}"'
