"""The pages of help that ship with the program, as Markdown in each language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.settings.resources import resource
from widgets.languages import OFFERED


@dataclass(frozen=True, slots=True)
class HelpPage:
    """`id` is the name of the file without language; `title` its first heading."""

    id: str
    title: str
    path: Path

    @property
    def markdown(self) -> str:
        return self.path.read_text(encoding="utf-8")


def pages(language: str) -> tuple[HelpPage, ...]:
    """All pages by id; one that is missing in `language` comes in another."""
    order = (language, *OFFERED)
    found: dict[str, dict[str, Path]] = {}
    for path in resource("help").glob("*.md"):
        name, _, code = path.stem.rpartition(".")
        if name:
            found.setdefault(name, {})[code] = path
    chosen = {
        name: next((paths[code] for code in order if code in paths), None) for name, paths in found.items()
    }
    return tuple(HelpPage(name, _title(path), path) for name, path in sorted(chosen.items()) if path)


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.readline().lstrip("# ").strip() or path.stem
