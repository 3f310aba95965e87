"""Known-vulnerable versions: looks up the pins of both locks in `advisories.json`, without a network.

`python -m installer.advisories` checks; with `--renew FOLDER` it writes the data anew from a copy of
https://github.com/pypa/advisory-database (a work tree, a git directory, or a folder of OSV files), for the
packages of our locks only. That database is by the Python Packaging Authority and others, CC-BY 4.0.
"""

import argparse
import io
import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # its types are a package of their own
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

INSTALLER = Path(__file__).resolve().parent
DATA = INSTALLER / "advisories.json"
LOCKS = ("requirements.lock", "requirements-dev.lock")
SOURCE = "https://github.com/pypa/advisory-database"
LICENCE = "CC-BY-4.0"
SUMMARY_LENGTH = 200
NO_DATA = f"no data; `python -m installer.advisories --renew FOLDER` makes it from a copy of {SOURCE}"

_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
Advisory = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """A pin that an advisory names; `fixed` is the first version without the fault, or empty."""

    package: str
    version: str
    advisory: str
    fixed: str
    summary: str

    def __str__(self) -> str:
        remedy = f"fixed in {self.fixed}" if self.fixed else "no fixed version"
        return f"{self.package} {self.version}: {self.advisory}, {remedy}: {self.summary}"


def pins(folder: Path) -> dict[str, set[str]]:
    """Package (normalised) to the versions that the locks of a folder pin."""
    found: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in _PIN.findall((folder / lock).read_text(encoding="utf-8")):
            found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def findings(locked: dict[str, set[str]], packages: dict[str, list[Advisory]]) -> list[Finding]:
    """What the advisories say against the pins, by package."""
    return [
        Finding(name, version, advisory["id"], fixed_after(version, advisory), advisory["summary"])
        for name in sorted(locked)
        for version in sorted(locked[name])
        for advisory in packages.get(name, [])
        if affected(version, advisory)
    ]


def affected(version: str, advisory: Advisory) -> bool:
    """Whether an advisory names a version, one by one or by a range (OSV, ECOSYSTEM)."""
    asked = Version(version)
    named = any(asked == Version(text) for text in advisory["versions"])
    return named or any(_within(asked, span) for span in advisory["ranges"])


def fixed_after(version: str, advisory: Advisory) -> str:
    """The lowest fixed version above `version`; empty when none is known."""
    fixed = [span["fixed"] for span in advisory["ranges"] if "fixed" in span]
    above = sorted((Version(text), text) for text in fixed if Version(text) > Version(version))
    return above[0][1] if above else ""


def _within(version: Version, span: dict[str, str]) -> bool:
    if version < Version(span["introduced"]):
        return False
    if "fixed" in span:
        return version < Version(span["fixed"])
    return "last" not in span or version <= Version(span["last"])


def spans(events: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The events of an OSV range as spans `{introduced, fixed | last}`; one without an end is open."""
    found: list[dict[str, str]] = []
    for event in events:
        if "introduced" in event:
            found.append({"introduced": event["introduced"]})
        elif found and "fixed" in event:
            found[-1]["fixed"] = event["fixed"]
        elif found and "last_affected" in event:
            found[-1]["last"] = event["last_affected"]
    return found


def entries(record: dict[str, Any], wanted: Iterable[str]) -> Iterator[tuple[str, Advisory]]:
    """The wanted packages that a record of the database names, each with what we keep of it."""
    if "withdrawn" in record:
        return
    for hit in record.get("affected", ()):
        name = canonicalize_name(hit["package"]["name"])
        if name in wanted and hit["package"].get("ecosystem") == "PyPI":
            text = " ".join((record.get("summary") or record.get("details", "")).split())
            kept = {
                "id": record["id"],
                "aliases": record.get("aliases", []),
                "summary": text if len(text) <= SUMMARY_LENGTH else f"{text[: SUMMARY_LENGTH - 1]}…",
                "ranges": [
                    span
                    for part in hit.get("ranges", ())
                    if part["type"] == "ECOSYSTEM"
                    for span in spans(part["events"])
                    if all(_is_version(text) for text in span.values())
                ],
                "versions": [],
            }
            rest = [
                text for text in hit.get("versions", ()) if _is_version(text) and not affected(text, kept)
            ]
            yield name, kept | {"versions": rest}


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def records(source: Path) -> Iterator[dict[str, Any]]:
    """Every record of a copy of the database.

    Raises `FileNotFoundError` when there is none, `subprocess.CalledProcessError` for a damaged repository.
    """
    found = False
    for name, text in _files(source):
        found = True
        yield json.loads(text) if name.endswith(".json") else yaml.load(text, yaml.CSafeLoader)
    if not found:
        raise FileNotFoundError(f"{source} holds no advisories.")


def _files(source: Path) -> Iterator[tuple[str, str]]:
    top = source / "vulns" if (source / "vulns").is_dir() else source
    if top == source and (source / "HEAD").is_file() and (source / "objects").is_dir():
        packed = subprocess.run(
            ["git", "-C", source, "archive", "--format=tar", "HEAD", "vulns"], check=True, capture_output=True
        )
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            for member in archive:
                if member.isfile() and member.name.endswith((".yaml", ".json")):
                    held = archive.extractfile(member)
                    yield member.name, held.read().decode("utf-8") if held else ""
        return
    for path in sorted(top.rglob("*")):
        if path.suffix in {".yaml", ".json"} and path.is_file():
            yield path.name, path.read_text(encoding="utf-8")


def renewed(source: Path, wanted: Iterable[str]) -> dict[str, Any]:
    """The data for the wanted packages; one without an advisory has an empty list, so that it is known."""
    packages: dict[str, list[Advisory]] = {name: [] for name in sorted(wanted)}
    newest = ""
    for record in records(source):
        newest = max(newest, str(record.get("modified", ""))[:10])
        for name, advisory in entries(record, packages):
            packages[name].append(advisory)
    for advisories in packages.values():
        advisories.sort(key=lambda advisory: str(advisory["id"]))
    return {"source": SOURCE, "licence": LICENCE, "date": newest, "packages": packages}


def check(folder: Path, data: Path) -> int:
    """Print one line with the date of the data, then the findings; 1 when there are any."""
    if not data.exists():
        print(NO_DATA)
        return 0
    known = json.loads(data.read_text(encoding="utf-8"))
    locked = pins(folder)
    unknown = sorted(set(locked) - set(known["packages"]))
    found = findings(locked, known["packages"])
    age = (datetime.now(UTC).date() - date.fromisoformat(known["date"])).days
    print(f"data of {known['date']} ({age} days old), {len(locked)} packages", end="")
    print(f", not in the data: {', '.join(unknown)}" if unknown else "")
    for finding in found:
        print(finding)
    return 1 if found else 0


def main(arguments: list[str] | None = None) -> int:
    """Check, or renew the data."""
    parser = argparse.ArgumentParser(prog="installer.advisories", description=__doc__)
    parser.add_argument(
        "--renew", metavar="FOLDER", type=Path, help="write the data from a copy of the database"
    )
    parser.add_argument("--locks", metavar="FOLDER", type=Path, default=INSTALLER, help=argparse.SUPPRESS)
    parser.add_argument("--data", metavar="FILE", type=Path, default=DATA, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.renew is None:
        return check(options.locks, options.data)
    try:
        made = renewed(options.renew, pins(options.locks))
    except (FileNotFoundError, subprocess.CalledProcessError) as fault:
        print(f"The advisories cannot be read: {fault}", file=sys.stderr)
        return 1
    options.data.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {options.data.name}: data of {made['date']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
