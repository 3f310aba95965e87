"""Roles while they are edited: what was seen, what is written over it, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.domain.rights import PLACED, Grant, Right, Role

Limit = tuple[str, ...] | None
"""Empty for all; None for some, of which none is chosen yet."""


@dataclass(frozen=True, slots=True)
class GrantDraft:
    kinds: Limit = ()
    zones: Limit = ()

    @property
    def limited(self) -> bool:
        return bool(self.kinds or self.zones or self.problem)

    @property
    def problem(self) -> bool:
        return self.kinds is None or self.zones is None


EVERYWHERE = (GrantDraft(),)
Grants = dict[Right, tuple[GrantDraft, ...]]


@dataclass
class RoleDraft:
    """`seen` is the role as the engine said it last when editing began; version 0 for a new one."""

    seen: Role
    title: str = ""
    grants: Grants = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.seen.version == 0

    @property
    def changed(self) -> bool:
        return self.is_new or self.title != self.seen.title or self.grants != _drafts(self.seen.grants)

    @property
    def problem(self) -> bool:
        """Whether some limit was begun and names nothing yet."""
        return any(grant.problem for grants in self.grants.values() for grant in grants)

    def has(self, right: Right) -> bool:
        return right in self.grants

    def set_right(self, right: Right, given: bool) -> None:
        """Everywhere, or not at all."""
        if given:
            self.grants.setdefault(right, EVERYWHERE)
        else:
            self.grants.pop(right, None)

    def set_grant(self, right: Right, place: int, grant: GrantDraft) -> None:
        grants = list(self.grants[right])
        grants[place] = grant
        self.grants[right] = tuple(grants)

    def add_grant(self, right: Right) -> None:
        """One more, still without what it is for."""
        self.grants[right] = (*self.grants[right], GrantDraft(None, ()))

    def drop_grant(self, right: Right, place: int) -> None:
        """The last one takes the right with it."""
        grants = self.grants[right]
        left = (*grants[:place], *grants[place + 1 :])
        if left:
            self.grants[right] = left
        else:
            del self.grants[right]

    def role(self) -> Role:
        """What is to be asked of the engine, with the version that was seen; not while there is a problem."""
        grants = tuple(
            Grant(right, grant.kinds or (), grant.zones or ())
            for right in Right
            for grant in self.grants.get(right, ())
        )
        return replace(self.seen, title=self.title, grants=grants)


def draft_of(role: Role) -> RoleDraft:
    return RoleDraft(role, role.title, _drafts(role.grants))


def new_draft(id: str, title: str, like: RoleDraft | None = None) -> RoleDraft:  # noqa: A002
    """A role that is not there yet, with the rights of another one or with none."""
    return RoleDraft(Role(id, title, (), version=0), title, dict(like.grants) if like else {})


def _drafts(grants: Iterable[Grant]) -> Grants:
    """By right; a right that has no place is everywhere, whatever stands in its grant."""
    found: Grants = {}
    for grant in grants:
        placed = grant.right in PLACED
        drafted = (
            GrantDraft(tuple(sorted(grant.kinds)), tuple(sorted(grant.zones))) if placed else GrantDraft()
        )
        if drafted not in found.get(grant.right, ()):
            found[grant.right] = (*found.get(grant.right, ()), drafted)
    return found


class RoleDrafts:
    """All roles with what is written over them, in the order in which the engine has them, new ones last."""

    def __init__(self) -> None:
        self.drafts: dict[str, RoleDraft] = {}
        self._known: dict[str, Role] = {}
        self._done: set[str] = set()

    def take(self, roles: Iterable[Role]) -> None:
        """What the engine says now. What is written over a role stays, and may be behind then."""
        self._known = {role.id: role for role in roles}
        before, self.drafts = self.drafts, {}
        for role in self._known.values():
            mine = before.get(role.id)
            keep = mine is not None and mine.changed and role.id not in self._done
            self.drafts[role.id] = mine if keep and mine is not None else draft_of(role)
        for name, mine in before.items():
            if name not in self._known and mine.changed and name not in self._done:
                self.drafts[name] = mine
        self._done.clear()

    def put(self, draft: RoleDraft) -> None:
        self.drafts[draft.seen.id] = draft

    def done(self, role: Role) -> None:
        """The engine has taken it: what it says of this role from now on counts."""
        known = self._known.get(role.id)
        if known is not None and known.version != role.version:
            self.drafts[role.id] = draft_of(known)
        else:
            self._done.add(role.id)

    def reload(self, name: str) -> None:
        """Throw away what was written over a role; a new one goes."""
        if name in self._known:
            self.drafts[name] = draft_of(self._known[name])
        else:
            self.drafts.pop(name, None)

    def behind(self, name: str) -> bool:
        """Whether another administrator changed or dropped what is being edited."""
        draft, known = self.drafts[name], self._known.get(name)
        if name in self._done or not draft.changed:
            return False
        return draft.seen.version != (0 if known is None else known.version)

    def changed(self) -> list[RoleDraft]:
        """What is to be saved, in order."""
        return [one for name, one in self.drafts.items() if one.changed and name not in self._done]
