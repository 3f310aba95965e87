"""Footage seen again: the bar of the recorded packets crosses lines that are known."""

import msgspec
import pytest

from app.bootstrap.commands import main
from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind
from tests.video.recording.pictured import T0, ZONE, encoded
from video.media.matroska import MatroskaWriter
from video.tuning.recounting import Clip, Crossings, Recounted, RecountOrder, differences, recount

SECONDS = 20
ACROSS = Stage("L1", StageKind.LINE, points=((0.5, 0.0), (0.5, 1.0)))
AT_TOP = Stage("L1", StageKind.LINE, points=((0.0, 0.02), (0.2, 0.02)))
MOVING = Stage("Z1", StageKind.MOTION)


@pytest.fixture(scope="module")
def clip(tmp_path_factory) -> Clip:
    path = tmp_path_factory.mktemp("footage") / "clip.mkv"
    packets = encoded(SECONDS)
    writer = MatroskaWriter(path, packets[0])
    for packet in packets:
        writer.write(packet)
    writer.close()
    return Clip(str(path), T0)


def order(*clips: Clip, since: int = T0, until: int = T0 + SECONDS * 1000) -> RecountOrder:
    variants = (Camera("CAM-1", stages=(ACROSS, MOVING)), Camera("CAM-1", stages=(AT_TOP,)))
    return RecountOrder(variants, clips, since, until, "America/Lima")


def test_both_variants_see_the_same_frames_and_count_by_their_own_lines(clip):
    shares = []
    counted = recount(order(clip), ZONE, shares.append)
    before, after = counted.variants
    assert before.frames == after.frames > SECONDS * 4
    assert sum(one.forward + one.backward for one in after.crossings) == 0
    assert "Z1" in {one.stage for one in before.events}
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert counted.damaged == ()


def test_only_the_span_that_was_asked_for_is_seen(clip):
    counted = recount(order(clip, since=T0 + 5_000, until=T0 + 10_000), ZONE)
    assert 20 <= counted.variants[0].frames <= 26


def test_a_damaged_file_is_named_and_the_others_are_seen(clip, tmp_path):
    broken = tmp_path / "broken.mkv"
    broken.write_bytes(b"no film at all" * 100)
    counted = recount(order(Clip(str(broken), T0 - 60_000), clip), ZONE)
    assert counted.damaged == (str(broken),)
    assert counted.variants[0].frames > SECONDS * 4


def test_differences_stand_side_by_side_and_what_one_lacks_is_nothing():
    one, other = Crossings("L1", "person", 3, 1), Crossings("L2", "person", 2, 0)
    assert differences([one], [other]) == [
        (one, Crossings("L1", "person", 0, 0)),
        (Crossings("L2", "person", 0, 0), other),
    ]


def test_the_command_writes_its_counts_and_says_how_far_it_is(clip, tmp_path, capsys):
    written, out = tmp_path / "order.json", tmp_path / "counts.json"
    written.write_bytes(msgspec.json.encode(order(clip)))
    assert main(["recount", "--order", str(written), "--out", str(out), "--language", "es"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "progress 1.00"
    assert len(msgspec.json.decode(out.read_bytes(), type=Recounted).variants) == 2
    written.write_text("{}")
    assert main(["recount", "--order", str(written), "--out", str(out)]) == 1
    assert "is no order to count again" in capsys.readouterr().err
