"""What an engine would answer about operators, roles and the audit trail, made from dictionaries."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import GENESIS, AuditFilter, Draft, Entry, link
from app.domain.operators import Operator, is_sign_in_id
from app.domain.rights import Right, Role, allows
from app.wire import administration as admin
from app.wire.messages import Done

CODE = "K7MP-4XQA-9FHT-2RWC"
DONE = Done(Verdict(Outcome.APPLIED, 1))
SUPERSEDED = Done(Verdict(Outcome.SUPERSEDED))


def refused(why: Refusal) -> Done:
    return Done(Verdict(Outcome.REFUSED, refusal=why))


@dataclass
class SoftTrail:
    """A chained trail in memory, oldest first."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, draft: Draft) -> Entry:
        before = self.entries[-1].hash if self.entries else GENESIS
        seq = len(self.entries) + 1
        self.entries.append(Entry(seq, link(before, seq, draft), draft))
        return self.entries[-1]

    def page(self, wanted: AuditFilter, before: int, limit: int) -> admin.AuditPage:
        fits = [
            entry
            for entry in reversed(self.entries)
            if (not before or entry.seq < before) and self._fits(entry.draft, wanted)
        ]
        return admin.AuditPage(tuple(fits[:limit]), len(fits) > limit, len(self.entries))

    def _fits(self, draft: Draft, wanted: AuditFilter) -> bool:
        text, texts = wanted.text.casefold(), (draft.subject, draft.reason, draft.details)
        return (
            (not text or any(text in each.casefold() for each in texts))
            and wanted.operator in ("", draft.operator)
            and wanted.act in ("", draft.act)
            and wanted.outcome in ("", draft.outcome)
            and (not wanted.since or draft.at >= wanted.since)
            and (not wanted.until or draft.at < wanted.until)
        )


@dataclass
class SoftAdministration:
    """Changes `team` and `roles` as the engine would, and keeps a trail of its own."""

    team: dict[str, Operator]
    roles: dict[str, Role]
    trail: SoftTrail = field(default_factory=SoftTrail)
    seen: dict[str, int] = field(default_factory=dict)
    """Last sign-ins; wall time, epoch ms."""
    locked: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)

    changed: Callable[[], None] = lambda: None
    """Called when the roles are others: the engine says so to all consoles."""

    def answer(self, body: Any) -> object:
        match body:
            case admin.ListOperators():
                return admin.Operators(tuple(self._row(one) for one in self.team.values()))
            case admin.AddOperator(operator=new):
                return self._add(new)
            case admin.ChangeOperator(operator=changed):
                return self._change(changed)
            case admin.ResetOperator(operator=name):
                return self._code(name) if name in self.team else refused(Refusal.UNKNOWN_OPERATOR)
            case admin.PutRole(role=role):
                return self._put(role)
            case admin.DropRole(role=name):
                return self._drop(name)
            case admin.ReadAudit(filter=wanted, before=before, limit=limit):
                return self.trail.page(wanted, before, limit)
            case admin.VerifyAudit():
                return self._proof()
            case admin.NoteExport(what=what, file=file):
                details = json.dumps({"file": file})
                now = int(time.time() * 1000)
                self.trail.add(Draft(now, "admin", "export", "applied", subject=what, details=details))
        return DONE

    def _row(self, one: Operator) -> admin.OperatorRow:
        name = one.id
        return admin.OperatorRow(one, self.seen.get(name), self.locked.get(name), self.codes.get(name))

    def _code(self, name: str) -> admin.OneTimeCode:
        until = self.codes[name] = int(time.time() * 1000) + 86_400_000
        self.locked.pop(name, None)
        return admin.OneTimeCode(name, CODE, until)

    def _add(self, new: Operator) -> object:
        if not is_sign_in_id(new.id) or not new.name:
            return refused(Refusal.NAME_INVALID)
        if new.id in self.team:
            return refused(Refusal.NAME_TAKEN)
        self.team[new.id] = replace(new, version=1)
        return self._code(new.id)

    def _change(self, changed: Operator) -> Done:
        known = self.team.get(changed.id)
        if known is None:
            return refused(Refusal.UNKNOWN_OPERATOR)
        if known.version != changed.version:
            return SUPERSEDED
        if not self._someone_administers({**self.team, changed.id: changed}, self.roles):
            return refused(Refusal.LAST_ADMINISTRATOR)
        self.team[changed.id] = replace(changed, version=known.version + 1)
        return DONE

    def _put(self, role: Role) -> Done:
        known = self.roles.get(role.id)
        if (known.version if known else 0) != role.version:
            return SUPERSEDED
        if not self._someone_administers(self.team, {**self.roles, role.id: role}):
            return refused(Refusal.LAST_ADMINISTRATOR)
        self.roles[role.id] = replace(role, version=role.version + 1)
        self.changed()
        return DONE

    def _drop(self, name: str) -> Done:
        if any(name in one.roles for one in self.team.values()):
            return refused(Refusal.ROLE_IN_USE)
        if self.roles.pop(name, None) is None:
            return refused(Refusal.UNKNOWN_ROLE)
        self.changed()
        return DONE

    def _someone_administers(self, team: dict[str, Operator], roles: dict[str, Role]) -> bool:
        return any(
            allows(roles[role].grants, Right.ADMINISTER)
            for one in team.values()
            if one.enabled
            for role in one.roles
            if role in roles
        )

    def _proof(self) -> admin.AuditProof:
        before, broken = GENESIS, 0
        for place, entry in enumerate(self.trail.entries, 1):
            if entry.hash != link(before, place, entry.draft):
                broken = place
                break
            before = entry.hash
        count = len(self.trail.entries)
        signed = max(0, count - 130)
        return admin.AuditProof(count, broken, "changed" if broken else "", signed, 1_773_360_000_000, 0.4)
