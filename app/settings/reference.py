"""The reference of all settings as Markdown, from the same schema as the settings page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from app.domain.catalogue import Label
from app.settings.describing import MAPPING, SettingInfo, described, sections

_TITLE = Label("Ajustes", "Settings")
_INTRODUCTION = Label(
    "Cada sección es una tabla `[…]` del archivo de ajustes. Lo que no está en él vale lo indicado aquí.",
    "Each section is a table `[…]` of the settings file. What is not in the file is as given here.",
)
_COLUMNS = (
    Label("Ajuste", "Setting"),
    Label("Qué es", "What it is"),
    Label("Valor de fábrica", "Default"),
    Label("Admite", "Takes"),
    Label("Rige", "In force"),
)
_AT_ONCE = Label("al momento", "at once")
_AFTER_RESTART = Label("al reiniciar el motor", "after a restart of the engine")
_KINDS = {
    "text": Label("texto", "text"),
    "number": Label("número", "number"),
    "integer": Label("número entero", "whole number"),
    "choice": Label("una de", "one of"),
    "switch": Label("`true` o `false`", "`true` or `false`"),
    "file": Label("ruta de un archivo", "path of a file"),
    "secret": Label("no va en el archivo", "not in the file"),
    "table": Label("tabla", "table"),
}
_FOLDER = Label("ruta de una carpeta", "path of a folder")
_TO = Label("a", "to")
_EMPTY = Label("vacío", "empty")
_REQUIRED = Label("obligatorio en el archivo", "required in the file")


def settings_reference(language: str) -> str:
    """The reference in `es` or `en`."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: str) -> Iterator[str]:
    yield f"# {_TITLE.in_language(language)}"
    yield ""
    yield _INTRODUCTION.in_language(language)
    for name, title in sections():
        yield ""
        written = f"[[{name}]]" if name == MAPPING else f"[{name}]"
        yield f"## {title.in_language(language)} (`{written}`)"
        yield ""
        yield _row(*(column.in_language(language) for column in _COLUMNS))
        yield _row(*("---" for _ in _COLUMNS))
        for info in described():
            if info.section == name:
                yield _setting(info, language)


def _setting(info: SettingInfo, language: str) -> str:
    title, told = info.title.in_language(language), info.help.in_language(language)
    force = (_AT_ONCE if info.live else _AFTER_RESTART).in_language(language)
    return _row(
        f"`{info.path}`", f"**{title}.** {told}", _default(info, language), _takes(info, language), force
    )


def _default(info: SettingInfo, language: str) -> str:
    if info.required:
        return _REQUIRED.in_language(language)
    if info.default in (None, "", [], {}):
        return _EMPTY.in_language(language)
    value = f"`{json.dumps(info.default, ensure_ascii=False)}`"
    return f"{value} {info.unit}".rstrip()


def _takes(info: SettingInfo, language: str) -> str:
    kind = (_FOLDER if info.folder else _KINDS[info.type]).in_language(language)
    if info.choices:
        return f"{kind} {', '.join(f'`{choice}`' for choice in info.choices)}"
    if info.least is not None and info.most is not None:
        return f"{kind}, {info.least:.15g} {_TO.in_language(language)} {info.most:.15g} {info.unit}".rstrip()
    return kind


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
