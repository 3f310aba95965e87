"""Leave to take footage out: who may, numbered for good, on record before a byte is written, signed once."""

import base64
import dataclasses
import hashlib
import json
from dataclasses import dataclass, field

import pytest

from app.bootstrap.evidence_keeping import IndexedExports, ManifestSigning
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.rights import STANDARD_ROLES, Grant, Right
from app.domain.video.footage import FootageExport
from app.engine.video.evidence_desk import LONGEST_MS, EvidenceDesk, EvidenceParts
from app.engine.video.parts import VideoCounter, VideoDeskParts
from app.settings.secrets.store import open_secrets
from app.store.faults import Fault, StoreUnavailable
from app.store.vault.signing import SigningKey
from app.wire.access import Session
from app.wire.frames import Ask
from app.wire.video_evidence import BeginExport, SignManifest
from tests.support.stores import journal_in
from video.evidence.signing import given_signature

NOW = 1_773_446_400_000
HASH = "ab" * 32
WANTED = BeginExport(("CAM-118",), NOW - 60_000, NOW, "oficio 0231")
ALL = (Grant(Right.VIDEO_EXPORT), Grant(Right.VIDEO_FACES))


@dataclass(eq=False)
class Link:
    console: str = "sala-1/4021"


@dataclass
class Trail:
    entries: list = field(default_factory=list)
    broken: bool = False

    def record(self, draft):
        if self.broken:
            raise StoreUnavailable(Fault.CLOSED)
        self.entries.append(draft)

    def note(self, draft):
        self.entries.append(draft)


@dataclass
class Exports:
    rows: dict[int, FootageExport] = field(default_factory=dict)
    broken: bool = False

    def next_number(self):
        return max(self.rows, default=0) + 1

    def newest(self, since_ms):
        return [row for row in self.rows.values() if row.at >= since_ms]

    def put(self, export):
        if self.broken:
            raise StoreUnavailable(Fault.CLOSED)
        self.rows[export.number] = export


class AtOnce:
    """Errands that are done when they are asked for; full when told."""

    full = False

    def run(self, work, then, failed):
        if self.full:
            return False
        try:
            result = work()
        except OSError as problem:
            failed(problem)
        else:
            then(result)
        return True


class Room:
    """The desk with one console; another one of the same rows is the engine started anew."""

    def __init__(self, exports=None, trail=None):
        self.exports, self.trail = exports or Exports(), trail or Trail()
        self.errands, self.at, self.answers = AtOnce(), NOW, []
        self.link, self.operator, self.grants = Link(), "r.quispe", ALL
        self.keys = ("c2ln", "a2V5")
        self.hidden = {}
        self.desk = EvidenceDesk(
            VideoCounter(self._parts()),
            EvidenceParts(
                self.exports,
                lambda digest: self.sign_digest(digest),
                lambda: ("CAM-118", "CAM-061"),
                lambda _asked, incident, then: then(self.hidden.get(incident)),
            ),
        )
        self.desk.restore()

    def _parts(self):
        zones = {"CAM-118": "centro", "CAM-061": "puerto"}
        unused = None
        return VideoDeskParts(
            keeper=unused,
            store=unused,
            trail=self.trail,
            errands=self.errands,
            roles=lambda: STANDARD_ROLES,
            device=lambda id_: Device(id_, "camera", id_, zone=zones[id_]) if id_ in zones else None,
            session_of=lambda _: Session(self.operator, "R. Quispe", (), self.grants, NOW),
            answer=lambda _link, _id, body: self.answers.append(body),
            tell=unused,
            post=unused,
            rules=unused,
            recordings="",
            attend=unused,
            now=lambda: Instant(1.0, self.at),
        )

    def sign_digest(self, digest):
        if isinstance(self.keys, Exception):
            raise self.keys
        return self.keys

    def ask(self, body):
        self.desk.handlers()[type(body)](self.link, Ask(7, self.operator, body))
        return self.answers[-1]

    def sign(self, export="EXP-0001", sha256=HASH, size=88):
        return self.ask(SignManifest(export, sha256, "a.evidence.zip", size))


@pytest.fixture(name="room")
def _room():
    return Room()


def test_an_export_is_numbered_put_on_record_and_signed(room):
    begun = room.ask(dataclasses.replace(WANTED, faces=True, incident="INC-0417"))
    assert (begun.verdict.outcome, begun.export) == (Outcome.APPLIED, "EXP-0001")
    (entry,) = room.trail.entries
    details = json.loads(entry.details)
    assert (entry.act, entry.outcome, entry.subject, entry.reason) == (
        "export", "applied", "EXP-0001", "oficio 0231",
    )  # fmt: skip
    assert (details["what"], details["cameras"], details["faces"]) == ("video", ["CAM-118"], True)
    room.at += 5000
    signed = room.sign()
    assert (signed.signature, signed.public_key) == room.keys
    assert json.loads(room.trail.entries[-1].details)["signed"] == HASH
    row = room.exports.rows[1]
    assert (row.signed_at, row.sha256, row.name, row.incident) == (
        room.at,
        HASH,
        "a.evidence.zip",
        "INC-0417",
    )


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reason": "  "}, Refusal.REASON_MISSING),
        ({"cameras": ()}, Refusal.UNKNOWN_CAMERA),
        ({"cameras": ("CAM-118", "CAM-999")}, Refusal.UNKNOWN_CAMERA),
        ({"cameras": tuple(f"CAM-{n}" for n in range(99))}, Refusal.TOO_MANY),
        ({"since": NOW, "until": NOW - 1}, Refusal.TIME_INVALID),
        ({"since": 0}, Refusal.TIME_INVALID),
        ({"since": NOW - LONGEST_MS - 1}, Refusal.TIME_INVALID),
        ({"until": NOW + 2 * LONGEST_MS, "since": NOW + LONGEST_MS + 5}, Refusal.TIME_INVALID),
    ],
)
def test_what_makes_no_sense_is_refused_and_on_record(room, changes, refusal):
    assert room.ask(dataclasses.replace(WANTED, **changes)).verdict.refusal is refusal
    assert room.trail.entries[-1].refusal == str(refusal)
    assert not room.exports.rows


@pytest.mark.parametrize("keys", [None, OSError("keyring")])
def test_without_the_key_nothing_is_begun_and_that_is_on_record(room, keys):
    room.keys = keys
    begun = room.ask(WANTED)
    assert (begun.verdict.refusal, begun.export) == (Refusal.SECRETS_LOCKED, "")
    assert [entry.refusal for entry in room.trail.entries] == [str(Refusal.SECRETS_LOCKED)]
    assert not room.exports.rows
    room.keys, room.errands.full = ("c2ln", "a2V5"), True
    assert room.ask(WANTED).verdict.refusal is Refusal.TOO_MANY
    room.errands.full = False
    assert room.ask(WANTED).export == "EXP-0001", "no number was used up"


def test_a_right_that_is_gone_when_the_key_comes_begins_nothing(room):
    sign = room.sign_digest

    def withdrawing(digest):
        room.grants = ()
        return sign(digest)

    room.sign_digest = withdrawing
    assert room.ask(WANTED).verdict.refusal is Refusal.NOT_PERMITTED
    assert not room.exports.rows


@pytest.mark.parametrize("refusal", [Refusal.UNKNOWN_INCIDENT, Refusal.NOT_PERMITTED])
def test_what_goes_out_names_no_incident_that_its_exporter_may_not_see(room, refusal):
    room.hidden = {"INC-0417": Verdict(Outcome.REFUSED, refusal=refusal)}
    begun = room.ask(dataclasses.replace(WANTED, incident="INC-0417"))
    assert (begun.verdict.refusal, begun.export) == (refusal, "")
    (entry,) = room.trail.entries
    assert (entry.refusal, json.loads(entry.details)["incident"]) == (str(refusal), "INC-0417")
    assert not room.exports.rows
    assert room.ask(dataclasses.replace(WANTED, incident="INC-0418")).export == "EXP-0001"


def test_a_photo_is_a_moment(room):
    assert room.ask(dataclasses.replace(WANTED, since=NOW)).export == "EXP-0001"


def test_rights_are_those_over_every_camera_and_faces_need_their_own(room):
    room.grants = (Grant(Right.VIDEO_EXPORT, zones=("centro",)), Grant(Right.VIDEO_FACES, zones=("puerto",)))
    both = dataclasses.replace(WANTED, cameras=("CAM-118", "CAM-061"))
    refused = room.ask(both).verdict
    assert refused.refusal is Refusal.NOT_PERMITTED
    assert "supervisor" in refused.who
    assert room.ask(dataclasses.replace(WANTED, faces=True)).verdict.refusal is Refusal.NOT_PERMITTED
    assert room.ask(WANTED).verdict.outcome is Outcome.APPLIED


def test_what_cannot_be_put_on_record_may_not_be_done(room):
    room.trail.broken = True
    assert room.ask(WANTED).verdict.refusal is Refusal.NOT_RECORDED
    room.trail.broken, room.exports.broken = False, True
    assert room.ask(WANTED).verdict.refusal is Refusal.NOT_RECORDED
    assert [entry.outcome for entry in room.trail.entries] == ["applied", "failed"]
    room.exports.broken = False
    assert room.ask(WANTED).export == "EXP-0003", "a number that is on record is not given again"
    room.trail.broken = True
    signed = room.sign("EXP-0003")
    assert (signed.verdict.refusal, signed.signature) == (Refusal.NOT_RECORDED, "")


def test_only_what_was_allowed_is_signed_once_and_for_the_same_person(room):
    assert room.sign().verdict.refusal is Refusal.WRONG_STATE
    room.ask(WANTED)
    room.operator = "j.paredes"
    assert room.sign().verdict.refusal is Refusal.WRONG_STATE
    room.operator = "r.quispe"
    for sha256, size in (("AB" * 32, 1), ("ab", 1), (HASH, 0)):
        assert room.sign(sha256=sha256, size=size).verdict.refusal is Refusal.FILE_DAMAGED
    room.grants = ()
    assert room.sign().verdict.refusal is Refusal.NOT_PERMITTED
    room.grants = ALL
    assert room.sign().verdict.outcome is Outcome.APPLIED
    assert room.sign().verdict.refusal is Refusal.WRONG_STATE


def test_without_the_key_nothing_is_signed_and_it_can_be_asked_again(room):
    room.ask(WANTED)
    for keys in (None, OSError("keyring")):
        room.keys = keys
        assert room.sign().verdict.refusal is Refusal.SECRETS_LOCKED
    room.errands.full = True
    assert room.sign().verdict.refusal is Refusal.TOO_MANY
    room.errands.full, room.keys = False, ("c2ln", "a2V5")
    assert room.sign().verdict.outcome is Outcome.APPLIED


def test_numbers_and_what_waits_for_its_signature_survive_a_restart(room):
    room.ask(WANTED)
    room.ask(WANTED)
    room.sign("EXP-0001")
    again = Room(room.exports, room.trail)
    assert again.ask(WANTED).export == "EXP-0003"
    assert again.sign("EXP-0002").verdict.outcome is Outcome.APPLIED
    assert again.sign("EXP-0001").verdict.refusal is Refusal.WRONG_STATE


def test_the_table_of_exports_holds_them_over_a_restart(tmp_path):
    row = FootageExport("EXP-0001", 1, NOW, "r.quispe", "sala-1", ("CAM-118",), NOW, NOW, "oficio")
    journal = journal_in(tmp_path)
    journal.open()
    try:
        exports = IndexedExports(journal, tmp_path)
        assert exports.next_number() == 1
        exports.put(row)
        exports.put(dataclasses.replace(row, signed_at=NOW + 1, sha256=HASH))
    finally:
        journal.close()
    assert exports.next_number() == 2
    assert exports.newest(NOW) == [dataclasses.replace(row, signed_at=NOW + 1, sha256=HASH)]
    assert exports.newest(NOW + 1) == []


def test_the_installations_key_signs_and_stays_the_same(tmp_path):
    secrets = open_secrets(tmp_path, environ={"ATALAYA_PASSPHRASE": "una frase de paso larga"})
    signing = ManifestSigning(secrets)
    manifest = b"{}"
    digest = hashlib.sha256(manifest).digest()
    signature, key = signing.sign(digest)
    assert given_signature(manifest, signature, key).is_genuine()
    assert signing.sign(digest)[1] == key
    kept = secrets.get("audit.signing_key")
    assert base64.b64decode(key) == SigningKey.from_text(kept).public


def test_locked_secrets_sign_nothing(tmp_path):
    open_secrets(tmp_path, environ={"ATALAYA_PASSPHRASE": "una frase de paso larga"}).put(
        "broker.password", "x"
    )
    locked = open_secrets(tmp_path, environ={})
    assert ManifestSigning(locked).sign(bytes(32)) is None
