"""`audit verify`, `audit export` and `audit heads`: the record of every act, proved and taken elsewhere."""

from __future__ import annotations

import argparse
import getpass
import json
import time
from collections.abc import Callable
from pathlib import Path

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.moments import rfc3339, since_ms
from app.domain.audit import Came, Deed, Draft
from app.store.faults import StoreUnavailable, StoreUnusable
from app.store.vault.exporting import ExportUnreadable, export, verify_export
from app.store.vault.heads_file import HEADS_FILE, HeadsUnreadable, append_heads, read_heads
from app.store.vault.opening import vault_path
from app.store.vault.signing import SignedHead
from app.store.vault.snapshot import RowUnreadable, Snapshot
from app.store.vault.vault import Vault, unhurried
from app.store.vault.verification import Proof, verify


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", metavar="WHAT", required=True)
    proving = deeds.add_parser("verify", help="find the first entry that was changed, removed or put in")
    what = proving.add_mutually_exclusive_group()
    _add_vault(what)
    what.add_argument("--export", type=Path, metavar="FILE", help="an export in JSON lines instead")
    proving.add_argument(
        "--heads",
        type=Path,
        metavar="FILE",
        help="signed heads that were kept elsewhere: no copy is short of them",
    )
    proving.add_argument("--json", action="store_true", help="the result as JSON")
    taking = deeds.add_parser("export", help="write entries to a file; goes on record")
    taking.add_argument("to", type=Path, metavar="FILE", help="*.csv to read, any other name for JSON lines")
    taking.add_argument("--since", default="", metavar="WHEN", help="RFC 3339, or 15m, 2h, 7d ago")
    taking.add_argument("--until", default="", metavar="WHEN", help="not included")
    _add_vault(taking)
    heading = deeds.add_parser("heads", help="add the signed heads to a file that is kept elsewhere")
    heading.add_argument("to", type=Path, metavar="FILE", help="only ever added to")
    _add_vault(heading)
    for deed in (proving, taking, heading):
        add_data_argument(deed)


def _add_vault(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--file", type=Path, metavar="VAULT", help="a copy of vault.db, not the one in use")


def main(options: argparse.Namespace) -> int:
    """Raises Unable; exit code 1 also for a trail that is broken."""
    try:
        return _DEEDS[options.deed](options)
    except (HeadsUnreadable, ExportUnreadable) as problem:
        raise Unable(str(problem)) from problem
    except RowUnreadable as problem:
        raise Unable(
            f"The vault cannot be read ({problem}): ask `audit verify` where it is broken."
        ) from problem
    except StoreUnavailable as problem:
        raise Unable(f"The vault {_vault_of(options)} cannot be read ({problem}).") from problem


# -- verify ------------------------------------------------------------------------------------------


def _verify(options: argparse.Namespace) -> int:
    heads_file = options.heads or _own_heads(options)
    heads = [] if heads_file is None else read_heads(heads_file)
    proof = (
        verify(_vault_of(options), heads) if options.export is None else verify_export(options.export, heads)
    )
    if options.json:
        print(json.dumps(_as_json(proof, heads_file), indent=1))
        return 1 if proof.problem else 0
    if proof.problem is not None:
        raise Unable(proof.sentence)
    print("\n".join([proof.sentence, *_about_heads(proof, heads_file)]))
    return 0


def _own_heads(options: argparse.Namespace) -> Path | None:
    """The heads in the data folder, for its own vault."""
    if options.file is not None or options.export is not None:
        return None
    beside = data_folder(options.data).root / HEADS_FILE
    return beside if beside.exists() else None


def _about_heads(proof: Proof, heads_file: Path | None) -> list[str]:
    lines = []
    keys = ", ".join(key.hex() for key in proof.keys)
    if proof.signed_until:
        lines.append(
            f"Signed up to entry {proof.signed_until}, on {rfc3339(proof.signed_at)}, with the key {keys}."
        )
    else:
        lines.append("No entry of them is signed.")
    if not proof.pinned:
        lines.append(
            "Only signed heads kept elsewhere (--heads) tell whether later entries were cut off, "
            "or all was written anew."
        )
    elif heads_file is not None:
        lines.append(f"Held against the signed heads in {heads_file}.")
    if proof.foreign:
        lines.append(f"Signed heads of another installation: {proof.foreign}.")
    return lines


def _as_json(proof: Proof, heads_file: Path | None) -> dict[str, object]:
    return {
        "whole": proof.problem is None,
        "problem": str(proof.problem or ""),
        "broken_at": proof.broken_at,
        "sentence": proof.sentence,
        "first": proof.first,
        "entries": proof.entries,
        "signed_until": proof.signed_until,
        "signed_at": rfc3339(proof.signed_at or None),
        "keys": [key.hex() for key in proof.keys],
        "trusted_by": str(heads_file) if proof.pinned else "itself",
        "foreign_heads": proof.foreign,
        "seconds": round(proof.seconds, 3),
    }


# -- export and heads --------------------------------------------------------------------------------


def _export(options: argparse.Namespace) -> int:
    since, until = since_ms(options.since), since_ms(options.until)
    if options.file is None:
        _put_on_record(data_folder(options.data), options)
    try:
        count = export(_vault_of(options), options.to, since=since, until=until)
    except OSError as problem:
        raise Unable(f"The file {options.to} cannot be written ({problem.strerror}).") from problem
    print(f"{count} entries are in {options.to}.")
    return 0


def _put_on_record(data: DataFolder, options: argparse.Namespace) -> None:
    """What is not on record does not leave; the engine may be running or not."""
    if not vault_path(data.store).exists():
        raise Unable(f"There is no vault in {data.root}.")
    told = {"file": str(options.to), "since": options.since, "until": options.until}
    vault = Vault(data.store, wait_s=unhurried)
    try:
        vault.open()
        vault.record(
            Draft(
                at=time.time_ns() // 1_000_000,
                operator=f"os:{getpass.getuser()}",
                act=Deed.EXPORT,
                outcome=Came.APPLIED,
                console="command line",
                subject="audit",
                details=json.dumps(told, ensure_ascii=False),
            )
        )
    except StoreUnusable as problem:
        raise Unable(str(problem)) from problem
    except StoreUnavailable as problem:
        raise Unable(f"The export cannot be put on record ({problem}), so nothing was written.") from problem
    finally:
        vault.close()


def _heads(options: argparse.Namespace) -> int:
    with Snapshot(_vault_of(options)) as snapshot:
        heads = snapshot.heads()
    _compare(heads, options.to)
    try:
        added = append_heads(options.to, heads)
    except OSError as problem:
        raise Unable(f"The file {options.to} cannot be written ({problem.strerror}).") from problem
    print(f"Signed heads added to {options.to}: {added}.")
    return 0


def _compare(heads: list[SignedHead], file: Path) -> None:
    """Heads of a vault that was written anew must not be added to those that would show it."""
    ours = {head.installation for head in heads}
    kept = read_heads(file) if file.exists() and file.stat().st_size else []
    lacking = [head.seq for head in kept if head.installation in ours and head not in heads]
    forged = [head.seq for head in heads if not head.is_genuine()]
    if forged or lacking:
        raise Unable(
            f"The signed heads of the vault and of {file} differ from entry {min(forged + lacking)} on: "
            f"ask `audit verify --heads {file}`."
        )


def _vault_of(options: argparse.Namespace) -> Path:
    chosen: Path | None = options.file
    return vault_path(data_folder(options.data).store) if chosen is None else chosen


_DEEDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "verify": _verify,
    "export": _export,
    "heads": _heads,
}
