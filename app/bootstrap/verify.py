"""`verify FILE`: whether a package of evidence is what was signed. Needs no installation, no data folder."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from app.bootstrap.commands import Unable
from app.domain.plain_text import plain
from video.evidence.canonical import fingerprint
from video.evidence.checking import Checked, Flaw, check, wanted_key

SENTENCES: dict[Flaw, str] = {
    Flaw.CHANGED: "was changed",
    Flaw.MISSING: "is missing",
    Flaw.ADDED: "does not belong to it",
    Flaw.DAMAGED: "is where the file that holds the package was changed",
    Flaw.NO_PACKAGE: "There is no manifest: this is no package, or it was changed near its beginning.",
    Flaw.MANIFEST_INVALID: "is not as a manifest is written",
    Flaw.SIGNATURE_INVALID: "holds no genuine signature",
    Flaw.FOREIGN_KEY: "is signed, and not with the key that was demanded",
}
SHOWN = 20
"""Problems that are listed for a person; JSON has all of them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", type=Path, metavar="FILE", help="a package, its folder or its manifest")
    parser.add_argument(
        "--key",
        default="",
        metavar="FINGERPRINT",
        help="demand this key: its fingerprint, or the key itself as `audit verify` prints it",
    )
    parser.add_argument("--json", action="store_true", help="the result as JSON")


def main(options: argparse.Namespace) -> int:
    """Exit code 0 for what is whole and genuine, 1 for all else."""
    try:
        key = wanted_key(options.key) if options.key else ""
    except ValueError as problem:
        raise Unable("A key's fingerprint has 64 hexadecimal digits.") from problem
    try:
        checked = check(options.package, key=key)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Unable(f"{options.package} cannot be read: {reason}.") from problem
    if options.json:
        print(json.dumps(_as_json(options.package, checked, demanded=bool(key)), indent=1))
        return 0 if checked.whole else 1
    if not checked.whole:
        raise Unable("\n".join(_wrong(options.package, checked)))
    print("\n".join(_right(checked, demanded=bool(key))))
    return 0


def _wrong(package: Path, checked: Checked) -> list[str]:
    lines = [f"{package.name} is NOT what was signed."]
    for problem in checked.problems[:SHOWN]:
        file = plain(problem.file)
        lines.append(f"  {file or 'The list at its end'} {SENTENCES[problem.flaw]}.")
        if problem.flaw is Flaw.NO_PACKAGE:
            lines[-1] = f"  {SENTENCES[problem.flaw]}"
    more = len(checked.problems) - SHOWN
    if more > 0:
        lines.append(f"  And {more} more.")
    if checked.key:
        lines.append(f"Signed with the key {fingerprint(checked.key)}.")
    return lines


def _right(checked: Checked, *, demanded: bool) -> list[str]:
    about = checked.about or {}
    whose = f"{_text(about, 'export')} of {_text(about, 'installation', 'name')}"
    since, until = (_text(about, "span", edge, "site") for edge in ("since", "until"))
    lines = [
        f"Verified: {checked.files} files, {checked.size} bytes, no differences.",
        f"{whose}, asked by {_text(about, 'operator')}: {_text(about, 'reason')}",
        f"From {since} to {until} ({_text(about, 'span', 'zone')}).",
        f"Signed with the key {fingerprint(checked.key)}.",
    ]
    if not demanded:
        lines.append("Only --key with the installation's own fingerprint tells whether that key is its own.")
    return lines


def _text(about: Any, *path: str) -> str:
    for name in path:
        about = about.get(name) if isinstance(about, dict) else None
    return plain(str(about)) if about else "?"


def _as_json(package: Path, checked: Checked, *, demanded: bool) -> dict[str, object]:
    about = checked.about or {}
    return {
        "package": str(package),
        "verified": checked.whole,
        "problems": [{"problem": str(each.flaw), "file": each.file} for each in checked.problems],
        "files": checked.files,
        "bytes": checked.size,
        "fingerprint": fingerprint(checked.key) if checked.key else "",
        "public_key": checked.key.hex(),
        "trusted_by": "--key" if demanded else "itself",
        "manifest_sha256": checked.manifest_sha256,
        "export": about.get("export", ""),
        "incident": about.get("incident", ""),
        "installation": about.get("installation", {}),
        "operator": about.get("operator", ""),
        "reason": about.get("reason", ""),
        "span": about.get("span", {}),
    }
