"""Any sequence of requests by several consoles: nobody gets in unproved, and everybody is told the truth."""

from __future__ import annotations

import inspect
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.operators import Operator
from app.wire import access as wire
from app.wire.access import Session, SessionChanged, SignInAnswer
from app.wire.administration import ChangeOperator, EndSession, OneTimeCode, ResetOperator
from tests.engine.access.scene import PASSWORDS, Scene, SoftLink
from tests.engine.access.steps import STEPS, Step

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SECOND = {"ana": "nueve gatos 41 miran la luna", "beto": "un tren amarillo 63 cruza el valle"}
OPENING = (wire.SignIn, wire.RedeemCode, wire.Resume, wire.UnlockSession)


@dataclass(eq=False)
class View:
    """What a person at a console sees of the session, from what the console was answered and told."""

    link: SoftLink
    session: Session | None = None
    token: str = ""
    read: int = 0
    asked: dict[int, Any] = field(default_factory=dict)


class Consoles:
    """The model knows the passwords and codes that are right, and the tokens that are over."""

    template: Path | None = None

    def __init__(self, two_desks: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="consoles-"))
        self.scene = self._scene()
        self.scene.rules.two_desks = two_desks
        self.views: list[View | None] = [None, None, None]
        self.password: dict[str, str] = {"ana": PASSWORDS["ana"], "beto": PASSWORDS["beto"]}
        self.code: dict[str, str] = {}
        self.locked: dict[str, bool] = {}
        self.over: set[str] = set()
        self.asked: dict[str, tuple[str, Any]] = {}
        self.knew: dict[str, dict[str, str]] = {}
        """The passwords when something was asked: what is proved before a change is delivered after it."""
        self.answered: dict[str, Any] = {}
        self.entries_read = len(self.scene.trail())
        self.sign_ins_before = len(self.scene.trail("sign_in"))

    def _scene(self) -> Scene:
        """Over a copy of a vault with two operators, which is made once."""
        if Consoles.template is None:
            made = Path(tempfile.mkdtemp(prefix="consoles-")) / "data"
            scene = Scene(made)
            scene.first(scene.desk("first"))
            scene.hire(scene.links[0], "beto")
            scene.ask(scene.links[0], wire.SignOut())
            scene.close()
            Consoles.template = made
        shutil.copytree(Consoles.template, self.folder / "data")
        return Scene(self.folder / "data", at=3600.0)

    def run(self, steps: list[Step]) -> None:
        try:
            for step in steps:
                self._take(step)
                self._check()
            self._deliver_all()
            self._check()
            self._check_one_entry_for_each_sign_in()
        finally:
            self.scene.close()
            shutil.rmtree(self.folder)

    def _take(self, step: Step) -> None:
        act = getattr(self, step.act)
        act(**{name: getattr(step, name) for name in inspect.signature(act).parameters})

    def _check(self) -> None:
        self._every_console_knows_its_session()
        self._desks_tell_the_truth()
        self._nobody_disabled_is_signed_in()
        self._one_desk_where_one_is_allowed()

    # -- what consoles do ----------------------------------------------------------------------------

    def _ask(self, desk: int, body: object) -> None:
        view = self.views[desk]
        if view is None:
            view = self.views[desk] = View(self.scene.desk(f"desk {desk}"))
        id_ = self.scene.start(view.link, body)
        view.asked[id_] = body
        self.asked[str(id_)] = (view.link.console, body)
        self.knew[str(id_)] = dict(self.password)
        self._listen()

    def sign_in(self, desk: int, operator: str) -> None:
        self._ask(desk, wire.SignIn(operator, self.password[operator]))
        self._deliver_all()

    def begin_to_sign_in(self, desk: int, operator: str, right: bool) -> None:
        self._ask(desk, wire.SignIn(operator, self.password[operator] if right else "not the one"))

    def sign_in_with_another_password(self, desk: int, operator: str) -> None:
        pair = {PASSWORDS[operator], SECOND[operator]}
        self._ask(desk, wire.SignIn(operator, (pair - {self.password[operator]}).pop()))

    def redeem(self, desk: int, operator: str, right: bool) -> None:
        code = self.code.get(operator, "AAAAA-BBBBB") if right else "AAAAA-BBBBB"
        self._ask(desk, wire.RedeemCode(operator, code, PASSWORDS[operator]))

    def lock(self, desk: int) -> None:
        self._ask(desk, wire.LockSession())

    def unlock(self, desk: int, right: bool, done: bool) -> None:
        view = self.views[desk]
        operator = "ana" if view is None or view.session is None else view.session.operator
        self._ask(desk, wire.UnlockSession(self.password[operator] if right else "not the one"))
        if done:
            self._deliver_all()

    def lock_while_unlocking(self, desk: int) -> None:
        self.unlock(desk, right=True, done=False)
        self.scene.worker.work()
        self.lock(desk)
        self._deliver_all()

    def change_password(self, desk: int, done: bool) -> None:
        view = self.views[desk]
        if view is not None and view.session is not None:
            operator = view.session.operator
            old = self.password[operator]
            new = ({PASSWORDS[operator], SECOND[operator]} - {old}).pop()
            self._ask(desk, wire.ChangePassword(old, new))
            if done:
                self._deliver_all()

    def sign_out(self, desk: int) -> None:
        view = self.views[desk]
        if view is not None and view.token:
            self.over.add(view.token)
        self._ask(desk, wire.SignOut())

    def resume(self, desk: int, which: int) -> None:
        tokens = [*self.locked, "no token"]
        self._ask(desk, wire.Resume(tokens[which % len(tokens)]))

    def leave(self, desk: int) -> None:
        view = self.views[desk]
        if view is not None:
            self.views[desk] = None
            self.scene.leave(view.link)
            self._listen()

    # -- what administrators do, who have been let through the gate ----------------------------------

    def reset(self, desk: int) -> None:
        self.password["beto"] = SECOND["beto"]
        self._ask(desk, ResetOperator("beto"))
        view = self.views[desk]
        code = view.link.log[-1][1]
        assert isinstance(code, OneTimeCode)
        self.code["beto"] = code.code

    def enable(self, desk: int, enabled: bool) -> None:
        beto = self.scene.accounts.operator("beto")
        self._ask(
            desk, ChangeOperator(Operator("beto", "Beto", beto.roles, enabled=enabled, version=beto.version))
        )

    def end_session(self, desk: int, other: int) -> None:
        self._ask(desk, EndSession(f"desk {other}"))

    # -- what happens --------------------------------------------------------------------------------

    def prove(self) -> None:
        self.scene.worker.work()

    def deliver(self) -> None:
        self.scene.worker.deliver()
        self._read()

    def _deliver_all(self) -> None:
        self.scene.worker.drain()
        self._read()

    def pass_time(self, seconds: float) -> None:
        self.scene.at += seconds
        self.scene.book.tick()
        self._listen()

    def restart(self) -> None:
        self.scene.worker.drain()
        self._read()
        self.scene.book.finish()
        chosen = self.scene.rules
        self.scene = self.scene.restart(after_s=5)
        self.scene.rules = chosen
        self.views = [None, None, None]

    # -- the model follows ---------------------------------------------------------------------------

    def _read(self) -> None:
        """Passwords from the trail, which has them before a console hears of it."""
        for draft in self.scene.trail()[self.entries_read :]:
            self.entries_read += 1
            _console, body = self.asked.get(draft.request, ("", None))
            if draft.outcome == "applied" and draft.act == "change_password":
                self.password[draft.operator] = body.new
            if draft.outcome == "applied" and draft.act == "redeem_code":
                self.password[draft.operator] = body.password
                self.code.pop(draft.operator, None)
        self._listen()

    def _listen(self) -> None:
        """Sessions, from what each console heard."""
        for view in self.views:
            if view is not None:
                self._hear(view)

    def _hear(self, view: View) -> None:
        for id_, item in view.link.log[view.read :]:
            if isinstance(item, SessionChanged):
                self._told(view, item)
            elif isinstance(item, SignInAnswer):
                self._was_answered(view, id_, item)
        view.read = len(view.link.log)

    def _told(self, view: View, item: SessionChanged) -> None:
        """Never of more than there was: a lock is not opened by what an administrator does."""
        if item.session is None:
            if view.token and item.ended != "elsewhere":
                self.over.add(view.token)
            view.session, view.token = None, ""
            return
        assert view.session is not None
        assert item.session.operator == view.session.operator
        assert item.session.locked == view.session.locked
        view.session = item.session

    def _was_answered(self, view: View, id_: int, answer: SignInAnswer) -> None:
        body = view.asked[id_]
        self.answered[str(id_)] = answer
        if isinstance(body, wire.SignOut):
            view.session, view.token = None, ""
        if answer.session is None:
            return
        assert answer.refusal is None
        self._check_proved(view, body, answer, self.knew[str(id_)])
        if answer.token:
            if view.token and view.token != answer.token:
                self.over.add(view.token)
            view.token = answer.token
        view.session = answer.session
        self.locked[view.token] = answer.session.locked

    def _check_proved(self, view: View, body: Any, answer: SignInAnswer, knew: dict[str, str]) -> None:
        operator = answer.session.operator
        right = {self.password[operator], knew.get(operator, self.password[operator])}
        if isinstance(body, wire.SignIn):
            assert body.operator == operator
            assert body.password in right
        elif isinstance(body, wire.UnlockSession):
            assert view.session.operator == operator
            assert body.password in right
        elif isinstance(body, wire.Resume):
            assert body.token not in self.over
            assert answer.session.locked == self.locked[body.token]
        if view.session is not None and view.session.locked and not answer.session.locked:
            assert isinstance(body, OPENING)

    # -- what always holds ---------------------------------------------------------------------------

    def _every_console_knows_its_session(self) -> None:
        for view in self.views:
            if view is not None:
                assert self.scene.book.session_of(view.link) == view.session

    def _desks_tell_the_truth(self) -> None:
        told = self.scene.told_all[-1].desks if self.scene.told_all else ()
        seen = [
            (
                view.link.console,
                *((view.session.operator, view.session.locked) if view.session else ("", False)),
            )
            for view in self.views
            if view is not None
        ]
        assert sorted((desk.console, desk.operator, desk.locked) for desk in told) == sorted(seen)

    def _nobody_disabled_is_signed_in(self) -> None:
        for view in self.views:
            if view is not None and view.session is not None:
                assert self.scene.accounts.operator(view.session.operator).enabled

    def _one_desk_where_one_is_allowed(self) -> None:
        if self.scene.rules.two_desks != "allow":
            present = [view.session.operator for view in self.views if view is not None and view.session]
            assert len(present) == len(set(present))

    def _check_one_entry_for_each_sign_in(self) -> None:
        entries: dict[tuple[str, str], list[str]] = {}
        for draft in self.scene.trail("sign_in")[self.sign_ins_before :]:
            entries.setdefault((draft.console, draft.request), []).append(draft.outcome)
        for id_, (console, body) in self.asked.items():
            if isinstance(body, wire.SignIn | wire.Resume):
                assert len(entries[console, id_]) == 1, body
            answer = self.answered.get(id_)
            if isinstance(body, wire.SignIn | wire.Resume | wire.RedeemCode) and answer is not None:
                applied = entries.get((console, id_)) == ["applied"]
                assert applied == (answer.session is not None), body


@given(two_desks=st.sampled_from(("allow", "refuse", "move")), steps=STEPS)
@settings(max_examples=25)
def test_whatever_consoles_ask_nobody_gets_in_unproved_and_all_know_the_truth(two_desks, steps) -> None:
    Consoles(two_desks).run(steps)


def teardown_module() -> None:
    if Consoles.template is not None:
        shutil.rmtree(Consoles.template.parent)
