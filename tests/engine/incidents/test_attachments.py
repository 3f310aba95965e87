"""Files come in parts, are kept when they are whole, and belong to the record from then on."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from app.domain.acts import Outcome, Refusal
from app.domain.incidents.acts import AttachmentPart, BeginAttachment, FinishAttachment
from app.domain.incidents.events import Attached
from app.store.attachments import AttachmentStore
from app.wire.incidents import PART_BYTES, Uploading
from tests.engine.access.scene import SoftLink
from tests.engine.incidents.scene import IncidentScene

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3000


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def begin(data: bytes = PICTURE, name: str = "calle.png", **how: Any) -> BeginAttachment:
    return BeginAttachment("INC-0001", name, how.get("size", len(data)), how.get("sha256", digest(data)))


def send(scene: IncidentScene, link: SoftLink, data: bytes, upload: str) -> Uploading:
    for place in range(0, len(data), PART_BYTES):
        part = scene.ask(link, AttachmentPart(upload, place, data[place : place + PART_BYTES]))
        assert part.verdict.refusal is None, part
    answer: Uploading = scene.ask(link, FinishAttachment(upload))
    return answer


def files(scene: IncidentScene) -> list[str]:
    return sorted(one.name for one in scene.data.attachments.rglob("*") if one.is_file())


@pytest.fixture
def link(scene: IncidentScene) -> SoftLink:
    _, engineer, _ = scene.staff()
    scene.opened(engineer)
    return engineer


def test_a_file_belongs_to_the_record_when_it_is_whole(scene: IncidentScene, link: SoftLink) -> None:
    begun = scene.ask(link, begin())
    assert send(scene, link, PICTURE, begun.upload).verdict.outcome is Outcome.APPLIED
    event = scene.stored_events("INC-0001")[-1]
    assert event.body == Attached("calle.png", len(PICTURE), digest(PICTURE), "image/png")
    assert (event.by, event.console) == ("carla", "sala-1/2")
    assert files(scene) == [digest(PICTURE)]
    (entry,) = scene.trail("attach_file")
    assert (entry.subject, entry.outcome) == ("INC-0001", "applied")
    assert json.loads(entry.details)["sha256"] == digest(PICTURE)
    assert "note" not in json.loads(entry.details)


def test_what_is_noted_of_a_file_stands_in_the_trail_too(scene: IncidentScene, link: SoftLink) -> None:
    begun = scene.ask(link, replace(begin(), note="Faces and plates are shown."))
    send(scene, link, PICTURE, begun.upload)
    assert json.loads(scene.trail("attach_file")[-1].details)["note"] == "Faces and plates are shown."


NAMES = {
    "../../../../etc/passwd": "passwd",
    "C:\\Windows\\system32\\..\\evil.exe": "evil.exe",
    "../": "file",
    "..": "file",
    "": "file",
    "a\x00b\u202egnp.exe": "abgnp.exe",
    "n" * 500: "n" * 119 + "…",
}


def test_a_name_is_for_people_and_never_a_path(scene: IncidentScene, link: SoftLink) -> None:
    pictures = {name: PICTURE + bytes([place]) for place, name in enumerate(NAMES)}
    for name, data in pictures.items():
        begun = scene.ask(link, begin(data, name=name))
        send(scene, link, data, begun.upload)
    bodies = [event.body for event in scene.stored_events("INC-0001")]
    assert [body.name for body in bodies if isinstance(body, Attached)] == list(NAMES.values())
    assert files(scene) == sorted(map(digest, pictures.values()))


REFUSED = (
    (begin(size=0), Refusal.FILE_EMPTY),
    (begin(size=-1), Refusal.FILE_EMPTY),
    (begin(size=2 * 1024**3), Refusal.FILE_TOO_LARGE),
    (begin(sha256="../../x"), Refusal.FILE_DAMAGED),
    (BeginAttachment("INC-0009", "x", 5, "0" * 64), Refusal.UNKNOWN_INCIDENT),
)


def test_what_cannot_be_kept_is_refused_before_a_byte_comes(scene: IncidentScene, link: SoftLink) -> None:
    answers = [scene.ask(link, asked) for asked, _ in REFUSED]
    assert [answer.verdict.refusal for answer in answers] == [refusal for _, refusal in REFUSED]
    assert {answer.upload for answer in answers} == {""}
    assert files(scene) == []


def test_bytes_that_were_not_announced_are_not_kept(scene: IncidentScene, link: SoftLink) -> None:
    begun = scene.ask(link, begin(sha256=digest(b"another file")))
    assert send(scene, link, PICTURE, begun.upload).verdict.refusal is Refusal.FILE_DAMAGED
    assert files(scene) == []
    assert len(scene.stored_events("INC-0001")) == 1
    (entry,) = scene.trail("attach_file")
    assert (entry.outcome, entry.refusal) == ("refused", "file_damaged")


def test_parts_out_of_order_or_size_end_the_upload(scene: IncidentScene, link: SoftLink) -> None:
    for place, data in ((5, b"x"), (0, b""), (0, b"x" * (PART_BYTES + 1)), (0, b"x" * 9)):
        begun = scene.ask(link, begin(b"12345678"))
        part = scene.ask(link, AttachmentPart(begun.upload, place, data))
        assert part.verdict.refusal is Refusal.FILE_DAMAGED
        assert scene.ask(link, FinishAttachment(begun.upload)).verdict.refusal is Refusal.FAILED
    assert files(scene) == []


def test_one_console_does_not_write_into_the_upload_of_another(scene: IncidentScene) -> None:
    _, engineer, supervisor = scene.staff()
    scene.opened(engineer)
    begun = scene.ask(engineer, begin())
    answer = scene.ask(supervisor, AttachmentPart(begun.upload, 0, b"x"))
    assert answer.verdict.refusal is Refusal.FAILED
    assert send(scene, engineer, PICTURE, begun.upload).verdict.refusal is None


def test_what_is_left_lying_is_forgotten(scene: IncidentScene, link: SoftLink) -> None:
    begun = scene.ask(link, begin(b"12345678"))
    scene.ask(link, AttachmentPart(begun.upload, 0, b"1234"))
    assert len(files(scene)) == 1
    scene.pass_time(125.0, step=5.0)
    scene.access.worker.drain()
    assert files(scene) == []
    assert scene.ask(link, FinishAttachment(begun.upload)).verdict.refusal is Refusal.FAILED


def test_a_console_that_goes_takes_its_upload_along(scene: IncidentScene, link: SoftLink) -> None:
    begun = scene.ask(link, begin(b"12345678"))
    scene.start(link, AttachmentPart(begun.upload, 0, b"1234"))
    scene.incidents.left(link)  # type: ignore[arg-type]
    scene.access.worker.drain()
    scene.access.worker.drain()
    assert files(scene) == []


def test_a_console_sends_a_few_files_at_once(scene: IncidentScene, link: SoftLink) -> None:
    for _ in range(4):
        assert scene.ask(link, begin()).verdict.refusal is None
    assert scene.ask(link, begin()).verdict.refusal is Refusal.TOO_MANY


def test_a_record_that_cannot_be_written_has_no_file(scene: IncidentScene, link: SoftLink) -> None:
    begun = scene.ask(link, begin(b"12345678"))
    scene.ask(link, AttachmentPart(begun.upload, 0, b"12345678"))
    scene.disk.full = True
    assert scene.ask(link, FinishAttachment(begun.upload)).verdict.refusal is Refusal.NOT_RECORDED
    scene.disk.full = False
    scene.access.worker.drain()
    assert files(scene) == []
    assert len(scene.stored_events("INC-0001")) == 1


def test_a_refused_file_that_another_incident_has_stays(scene: IncidentScene, link: SoftLink) -> None:
    scene.opened(link)
    send(scene, link, PICTURE, scene.ask(link, begin()).upload)
    begun = scene.ask(link, replace(begin(), incident="INC-0002"))
    scene.ask(link, AttachmentPart(begun.upload, 0, PICTURE[:PART_BYTES]))
    scene.ask(link, AttachmentPart(begun.upload, PART_BYTES, PICTURE[PART_BYTES:]))
    scene.disk.full = True
    assert scene.ask(link, FinishAttachment(begun.upload)).verdict.refusal is Refusal.NOT_RECORDED
    scene.access.worker.drain()
    assert files(scene) == [digest(PICTURE)]


def test_the_same_file_is_there_once_in_an_incident(scene: IncidentScene, link: SoftLink) -> None:
    at_once = [scene.ask(link, begin()) for _ in range(2)]
    assert send(scene, link, PICTURE, at_once[0].upload).verdict.outcome is Outcome.APPLIED
    assert send(scene, link, PICTURE, at_once[1].upload).verdict.refusal is Refusal.ALREADY
    again = scene.ask(link, begin(name="otra.png"))
    assert (again.verdict.refusal, again.upload) == (Refusal.ALREADY, "")
    assert scene.open["INC-0001"].attachments == 1
    assert files(scene) == [digest(PICTURE)]


def test_a_disk_that_would_fill_takes_no_file(scene: IncidentScene, link: SoftLink) -> None:
    attachments = scene.incidents._parts.desk._attachments
    attachments._files = AttachmentStore(scene.data.attachments, least_free=2**62)
    begun = scene.ask(link, begin(b"12345678"))
    part = scene.ask(link, AttachmentPart(begun.upload, 0, b"1234"))
    assert part.verdict.refusal is Refusal.DISK_FULL
    assert files(scene) == []


def test_what_was_never_finished_is_gone_after_a_start(scene: IncidentScene, link: SoftLink) -> None:
    begun = scene.ask(link, begin(b"12345678"))
    scene.ask(link, AttachmentPart(begun.upload, 0, b"1234"))
    assert len(files(scene)) == 1
    scene.restart()
    assert files(scene) == []
