"""What a console is answered when somebody was let in."""

from __future__ import annotations

from app.engine.access.parts import AccessParts
from app.wire.access import Session, SignInAnswer

SECOND_FACTOR_WANTED = "second_factor_wanted"
"""`SignInAnswer.problem` beside a session: the settings want a second factor for one of the operator's roles,
and there is none. The session is good all the same; the console asks to set one up."""


def let_in(parts: AccessParts, session: Session, token: str = "") -> SignInAnswer:
    wanted = set(session.roles) & set(parts.rules().second_factor_for)
    problem = SECOND_FACTOR_WANTED if wanted and not session.second_factor else ""
    return SignInAnswer(session, token, problem=problem)
