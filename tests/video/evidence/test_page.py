"""The page of a package in Chromium, opened from the disk without a network: it plays, and it proves."""

import base64
import hashlib
import json
import typing
from zipfile import ZipFile

import pytest

from app.domain.alarms import Priority
from app.domain.incidents.events import EventBody, Source
from app.domain.incidents.states import Resolution, TaskState
from tests.video.evidence.scenes import KEY, OTHER_KEY
from video.evidence.canonical import fingerprint
from video.evidence.signing import sign_digest

STATE = "document.getElementById('verdict').dataset.state"
PROBLEMS = "[...document.querySelectorAll('#problems li')].map(each => each.textContent).join('|')"
CONCLUDED = f"!['none', 'reading'].includes({STATE})"


def proved(browser, selector, *files):
    browser.choose(selector, *files)
    browser.until(CONCLUDED)
    return browser.value(STATE), browser.value(PROBLEMS)


@pytest.fixture(name="page")
def _page(browser, folder):
    browser.open(folder / "index.html")
    return browser


def test_it_shows_what_it_is_about_and_plays_the_clip(page):
    assert page.value("document.getElementById('title').textContent") == "INC-0417 · EXP-0007"
    facts = page.value("document.getElementById('facts').textContent")
    assert "oficio 0231" in facts
    assert "2026-03-13 19:00:03.500-05:00 · 2026-03-14T00:00:03.500Z" in facts
    page.until("document.querySelector('video').readyState >= 1")
    assert page.value("document.querySelector('video').videoWidth") == 320
    assert page.value("document.querySelector('video').error") is None


@pytest.mark.parametrize(
    ("language", "story", "alarm"),
    [
        (
            "es",
            ["el programa · Abierto: Pánico · crítica", "ana · Nota: </script> corre un hombre",
             "luis · INC-0418 · Dispositivo enlazado: X-1 · ya no"],
            "del incidente · reconoció ana · volvió a lo normal 2026-03-13 19:00:09",
        ),
        (
            "en",
            ["the program · Opened: Pánico · critical", "ana · Note: </script> corre un hombre",
             "luis · INC-0418 · Device linked: X-1 · no longer"],
            "of the incident · acknowledged by ana · back to normal 2026-03-13 19:00:09",
        ),
    ],
)  # fmt: skip
def test_it_tells_the_incident_deed_by_deed_and_its_alarms(page, language, story, alarm):
    page.value(f"document.querySelector('[data-language={language}]').click()")
    told = "[...document.querySelectorAll('#story td')].map(each => each.textContent)"
    assert page.value(told) == story
    assert page.value("document.querySelector('#story th').textContent").startswith("2026-03-13 18:59:56")
    assert alarm in page.value("document.getElementById('events').textContent")


def test_a_package_that_is_whole_is_proved_as_file_and_as_folder(page, copy, folder):
    assert proved(page, "#file", copy) == ("good", "")
    assert page.value("document.querySelector('video').src").startswith("blob:")
    page.until("document.querySelector('video').readyState >= 1")
    page.value("conclude(['none'])")
    assert proved(page, "#folder", folder) == ("good", "")


def test_the_files_of_a_folder_may_be_chosen_one_by_one(page, folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert proved(page, "#file", *files) == ("good", "")


@pytest.mark.parametrize(
    "name", ["clips", "events.json", "incident.json", "index.html", "manifest.json", "signature.json"]
)
def test_one_changed_byte_is_found_and_its_file_named(page, folder, name):
    file = next((folder / name).iterdir()) if (folder / name).is_dir() else folder / name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    state, problems = proved(page, "#folder", folder)
    assert state == "bad"
    assert file.name in problems


def test_what_is_missing_or_added_is_named(page, folder):
    (folder / "events.json").unlink()
    (folder / "clips" / "other.mp4").write_bytes(b"x")
    state, problems = proved(page, "#folder", folder)
    assert state == "bad"
    assert "events.json" in problems
    assert "clips/other.mp4" in problems


@pytest.mark.parametrize("place", [16, -30, -1000])
def test_a_byte_changed_between_the_files_is_found(page, copy, place):
    data = bytearray(copy.read_bytes())
    data[place] ^= 1
    copy.write_bytes(data)
    assert proved(page, "#file", copy)[0] == "bad"


def test_another_key_is_told_apart_by_its_fingerprint(page, copy):
    own = fingerprint(sign_digest(KEY, bytes(32))[1])
    other = fingerprint(sign_digest(OTHER_KEY, bytes(32))[1])
    for wanted, state in ((own, "good"), (other, "foreign_key"), ("12", "badKey")):
        page.value(f"document.getElementById('key').value = '{wanted}'; conclude(['none'])")
        assert proved(page, "#file", copy)[0] == state
    typed = f"key.value = '{own}'; key.dispatchEvent(new Event('change'))"
    page.value(f"const key = document.getElementById('key'); conclude(['none']); {typed}")
    page.until(f"{STATE} === 'good'")


def test_a_file_that_is_no_package_is_said_to_be_none(page, tmp_path):
    other = tmp_path / "holiday.zip"
    with ZipFile(other, "w") as made:
        made.writestr("a.txt", "b")
    assert proved(page, "#file", other)[0] == "bad"


def test_it_speaks_both_languages(page):
    page.value("document.querySelector('[data-language=es]').click()")
    assert page.value("document.querySelector('h2').textContent") == "Comprobar este paquete"
    page.value("document.querySelector('[data-language=en]').click()")
    assert page.value("document.querySelector('h2').textContent") == "Check this package"
    for words in ("", ".happened", ".said"):
        es, en = (f"Object.keys(WORDS.{each}{words}).sort()" for each in ("es", "en"))
        assert page.value(es) == page.value(en)


def test_it_has_words_for_whatever_can_happen_in_an_incident(page):
    kinds = {kind.__name__ for kind in typing.get_args(EventBody)}
    assert set(page.value("Object.keys(WORDS.es.happened)")) == kinds
    words = {*Source, *TaskState, *Resolution, *(priority.name.lower() for priority in Priority)}
    assert words <= set(page.value("Object.keys(WORDS.es.said)"))


def test_its_own_mathematics_are_those_of_the_standards(page):
    cases = []
    for length in (0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 1000):
        data = bytes(index * 7 % 251 for index in range(length))
        signature, key = sign_digest(KEY, hashlib.sha256(data).digest())
        cases.append([*(_text(part) for part in (data, hashlib.sha256(data).digest(), signature, key))])
        cases[-1].append(hashlib.sha512(data).hexdigest())
    script = """CASES.map(([data, digest, signature, key, long]) => {
      const [d, h, s, k] = [data, digest, signature, key].map(unbase), other = s.slice();
      other[40] ^= 1;
      return same(hashed(d), h) && hex(sha512(d)) === long && genuine(k, h, s) && !genuine(k, h, other);
    })""".replace("CASES", json.dumps(cases))
    assert page.value(script) == [True] * len(cases)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
