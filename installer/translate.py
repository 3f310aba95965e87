"""Keeps the Spanish texts of the console in step with the English ones in the code.

    python installer/translate.py            update the .ts from the code and write the .qm from it
    python installer/translate.py --check    say what is missing, write nothing; exit code 1 if anything is

Texts are translated in `resources/i18n/atalaya_es.ts`, with Qt Linguist (`pyside6-linguist`) or by hand.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
TS = ROOT / "resources" / "i18n" / "atalaya_es.ts"
QM = TS.with_suffix(".qm")
SPOKEN = ("widgets", "maps", "video", "app/bootstrap", "app/bridge")
"""Folders whose texts are shown."""


def tool(name: str) -> str:
    """A command of PySide6, from the environment that runs this script."""
    found = shutil.which(
        name, path=f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ.get('PATH', '')}"
    )
    if found is None:
        raise SystemExit(f"{name} is not there: install PySide6-Essentials.")
    return found


def extract(ts: Path) -> None:
    """Write the texts of the code into `ts`, keeping the translations it has."""
    sources = sorted(str(file) for folder in SPOKEN for file in (ROOT / folder).rglob("*.py"))
    command = [tool("pyside6-lupdate"), *sources, "-ts", str(ts), "-no-obsolete", "-locations", "none"]
    subprocess.run([*command, "-silent"], cwd=ROOT, check=True, capture_output=True)


def missing(ts: Path) -> list[str]:
    """`context: text` for each text without a finished translation, or without a context."""
    found = []
    contexts = ElementTree.parse(ts).getroot().iter("context")  # noqa: S314 - our own file
    for context in contexts:
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            text = "" if translation is None else (translation.text or "")
            unfinished = translation is None or translation.get("type") == "unfinished"
            if unfinished or not text or not name:
                found.append(f"{name or '(no context)'}: {message.findtext('source')}")
    return found


def check() -> list[str]:
    """What the file in the repository lacks against the code of now."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / TS.name
        shutil.copyfile(TS, copy)
        extract(copy)
        return missing(copy)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say what is missing")
    if parser.parse_args().check:
        lacking = check()
        print("\n".join(lacking) or "Every text is translated.")
        return 1 if lacking else 0
    extract(TS)
    subprocess.run([tool("pyside6-lrelease"), str(TS), "-qm", str(QM), "-silent"], cwd=ROOT, check=True)
    lacking = missing(TS)
    print("\n".join(lacking) or "Every text is translated.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
