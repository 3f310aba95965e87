"""The secrets desk over a real sealed file: who may open it, who may seal it, and what goes on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.domain.acts import Refusal
from app.domain.audit import Draft
from app.domain.instant import Instant
from app.domain.rights import STANDARD_ROLES
from app.engine.access.secrets_desk import SecretsDesk, SecretsDeskParts
from app.settings.secrets.sealed_file import SealedFile
from app.settings.secrets.store import Secrets
from app.wire.access import Session, SignInRefusal, UnlockSecrets
from app.wire.administration import PutSecret
from app.wire.frames import Ask

PASSPHRASE = "siete-lanchas-en-la-niebla"


class AtOnce:
    """Errands that are done while one waits."""

    def run(
        self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> bool:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 (as the worker does)
            failed(error)
        else:
            then(result)
        return True


@dataclass(eq=False)
class SoftLink:
    console: str = "sala-1/1"


class Scene:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now, self.session = Instant(100.0, 1_790_000_000_000), None
        self.drafts: list[Draft] = []
        self.answers: list[Any] = []
        self.changes = 0
        self.secrets = Secrets(SealedFile(folder / "secrets.sealed"))
        self.desk = SecretsDesk(
            SecretsDeskParts(
                secrets=self.secrets,
                trail=self,  # type: ignore[arg-type]
                errands=AtOnce(),  # type: ignore[arg-type]
                answer=lambda _link, _number, body: self.answers.append(body),
                session_of=lambda _link: self.session,
                announce=lambda: None,
                changed=self._count,
                now=lambda: self.now,
            )
        )
        self.handlers = {**self.desk.open_handlers(), **self.desk.guarded_handlers()}

    def _count(self) -> None:
        self.changes += 1

    def record(self, draft: Draft) -> None:
        self.drafts.append(draft)

    note = record

    def sign_in(self, role: str) -> None:
        grants = next(one.grants for one in STANDARD_ROLES if one.id == role)
        self.session = Session("ana", "Ana", (role,), grants, 0)

    def ask(self, body: object, operator: str = "r.quispe") -> Any:
        self.handlers[type(body)](SoftLink(), Ask(1, operator, body))  # type: ignore[arg-type]
        return self.answers[-1]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def locked_again(scene: Scene) -> Scene:
    scene.secrets.set_passphrase(PASSPHRASE)
    scene.secrets.put("broker.password", "hush")
    return Scene(scene.folder)


def test_nobody_seals_the_secrets_who_may_not_administer(scene):
    for role in (None, "operator", "engineer"):
        if role is not None:
            scene.sign_in(role)
        assert scene.ask(UnlockSecrets("a-passphrase-of-mine")).refusal is SignInRefusal.WRONG
    assert scene.desk.state == "unset"
    scene.sign_in("administrator")
    assert scene.ask(UnlockSecrets(PASSPHRASE)).refusal is None
    assert (scene.desk.state, scene.changes) == ("ready", 1)


def test_who_knows_the_passphrase_opens_them_and_a_guess_gets_slower(scene):
    locked = locked_again(scene)
    assert locked.desk.state == "locked"
    assert locked.ask(UnlockSecrets("wrong")).refusal is SignInRefusal.WRONG
    assert locked.ask(UnlockSecrets(PASSPHRASE)).refusal is SignInRefusal.WAIT
    locked.now = Instant(102.0, locked.now.wall)
    assert locked.ask(UnlockSecrets(PASSPHRASE)).refusal is None
    assert locked.secrets.get("broker.password") == "hush"
    assert [(one.operator, one.outcome) for one in locked.drafts] == [("", "refused"), ("", "applied")]


def test_a_secret_is_kept_and_dropped_on_record_without_its_value(scene):
    scene.sign_in("administrator")
    scene.ask(UnlockSecrets(PASSPHRASE))
    scene.ask(PutSecret("broker.password", "hush"))
    assert scene.desk.names == ("broker.password",)
    scene.ask(PutSecret("broker.password", ""))
    assert scene.desk.names == ()
    kept, dropped = scene.drafts[-2:]
    assert (kept.subject, kept.details) == ("broker.password", '{"dropped": false}')
    assert "hush" not in repr((kept, dropped))


@pytest.mark.parametrize("name", ["audit.signing_key", "no.such.secret", "", "camera..password"])
def test_only_what_a_person_may_keep_is_kept(scene, name):
    scene.sign_in("administrator")
    scene.ask(UnlockSecrets(PASSPHRASE))
    assert scene.ask(PutSecret(name, "x")).verdict.refusal is Refusal.UNKNOWN_SECRET


def test_while_they_are_locked_none_is_kept(scene):
    locked = locked_again(scene)
    locked.sign_in("administrator")
    assert locked.ask(PutSecret("broker.password", "x")).verdict.refusal is Refusal.SECRETS_LOCKED
