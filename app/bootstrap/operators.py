"""`operators`: list, add or reset operators while no engine runs; the way back for the only administrator."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.inspect import as_table
from app.bootstrap.moments import rfc3339
from app.domain.acts import Refusal
from app.domain.audit import Came, Deed, Draft
from app.domain.operators import Operator, sign_in_id
from app.engine.run_folder import EngineRunning, claim
from app.store.faults import StoreUnavailable, StoreUnusable
from app.store.vault.accounts import Accounts
from app.store.vault.opening import vault_path
from app.store.vault.vault import Vault, unhurried
from app.wire.administration import OneTimeCode, OperatorRow

NOBODY = "There are no operators yet."
SENTENCES = {
    Refusal.NAME_INVALID: "An ID has 2 to 32 of a to z, 0 to 9, '.', '_', '-', and begins with a letter or a "
    "digit; a name has 1 to 60 visible characters.",
    Refusal.NAME_TAKEN: "There is an operator with this ID; IDs are never given again.",
    Refusal.UNKNOWN_OPERATOR: "There is no operator with this ID.",
    Refusal.UNKNOWN_ROLE: "There is no such role.",
    Refusal.LAST_ADMINISTRATOR: "The first operator must be an administrator: --role administrator.",
    Refusal.TOO_MANY: "There are too many operators or roles.",
}
CODE = """\
One-time code of {operator}, good once until {until}:

    {code}

At the console: "I have a code", the ID {operator}, this code, and a new password.\
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("act", metavar="ACT", choices=sorted(ACTS), help="list, add ID, or reset ID")
    parser.add_argument("operator", metavar="ID", nargs="?", default="", help="what is typed to sign in")
    parser.add_argument("--name", metavar="NAME", default="", help="add: what the console shows")
    parser.add_argument("--role", metavar="ROLE", action="append", default=[], help="add: may be repeated")
    parser.add_argument("--json", action="store_true", help="list: one JSON array")


def main(options: argparse.Namespace) -> int:
    if options.act != "list" and not options.operator:
        raise Unable(f"Name the operator: operators {options.act} ID.")
    if options.act == "add" and not options.role:
        raise Unable("Name what the operator may do: --role operator, for example.")
    print(ACTS[options.act](data_folder(options.data), options))
    return 0


@contextlib.contextmanager
def alone(data: DataFolder) -> Iterator[Accounts]:
    """The accounts of a data folder whose engine does not run. Raises Unable."""
    try:
        lock = claim(data.root)
    except EngineRunning as running:
        raise Unable("The engine of this data folder runs. Stop the engine first.") from running
    except PermissionError as foreign:
        raise Unable(f"The data folder {data.root} belongs to another account.") from foreign
    vault = Vault(data.store, wait_s=unhurried)
    try:
        vault.open()
        accounts = Accounts(vault)
        accounts.load()
        yield accounts
    except (StoreUnusable, StoreUnavailable) as problem:
        raise Unable(f"The operators cannot be read or written: {problem}") from problem
    finally:
        vault.close()
        lock.release()


def _list(data: DataFolder, options: argparse.Namespace) -> str:
    rows: list[dict[str, Any]] = []
    if vault_path(data.store).exists():
        with alone(data) as accounts:
            rows = [_row(row) for row in accounts.rows(_now())]
    if options.json:
        return json.dumps(rows, ensure_ascii=False, indent=1)
    return (
        as_table([{name: _shown(value) for name, value in row.items()} for row in rows]) if rows else NOBODY
    )


def _row(row: OperatorRow) -> dict[str, Any]:
    one = row.operator
    return {
        "id": one.id,
        "name": one.name,
        "roles": list(one.roles),
        "zones": list(one.zones),
        "enabled": one.enabled,
        "second_factor": one.second_factor,
        "last_sign_in": rfc3339(row.last_sign_in),
        "locked_until": rfc3339(row.locked_until),
        "code_until": rfc3339(row.code_until),
    }


def _shown(value: Any) -> str:
    """For a terminal: a database that was edited may hold what moves its cursor."""
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    text = {True: "yes", False: "no", None: ""}.get(value, value) if not isinstance(value, str) else value
    return "".join(one if one.isprintable() else "?" for one in str(text))


def _add(data: DataFolder, options: argparse.Namespace) -> str:
    """The first operator of all is an administrator; then the console asks for none at its first start."""
    who, roles = sign_in_id(options.operator), tuple(options.role)
    wanted = Operator(who, options.name or options.operator, roles)
    draft = _draft(Deed.ADD_OPERATOR, who, name=wanted.name, roles=list(roles))
    with alone(data) as accounts:
        said = accounts.add(wanted, draft, _now())
        known = ", ".join(role.id for role in accounts.roles())
    if said is Refusal.UNKNOWN_ROLE:
        raise Unable(f"There is no such role; known: {known}.")
    return _told(said)


def _reset(data: DataFolder, options: argparse.Namespace) -> str:
    who = sign_in_id(options.operator)
    if not vault_path(data.store).exists():
        raise Unable(NOBODY)
    with alone(data) as accounts:
        known = accounts.operator(who)
        if known is not None and not known.enabled:
            raise Unable(f"The operator {who} is disabled; an administrator can enable it at the console.")
        said = accounts.reset(who, _draft(Deed.RESET_OPERATOR, who), _now())
    return _told(said)


def _told(said: OneTimeCode | Refusal) -> str:
    if isinstance(said, Refusal):
        raise Unable(SENTENCES.get(said, f"This was refused ({said})."))
    until = time.strftime("%Y-%m-%d %H:%M", time.localtime(said.until / 1000))
    return CODE.format(operator=said.operator, code=said.code, until=until)


def _draft(deed: Deed, who: str, **details: object) -> Draft:
    return Draft(
        at=_now(),
        operator=f"os:{getpass.getuser()}",
        act=str(deed),
        outcome=str(Came.APPLIED),
        console="command line",
        subject=who,
        details=json.dumps({"after": details}, ensure_ascii=False, sort_keys=True) if details else "",
    )


def _now() -> int:
    return int(time.time() * 1000)


ACTS: dict[str, Callable[[DataFolder, argparse.Namespace], str]] = {
    "list": _list,
    "add": _add,
    "reset": _reset,
}
