"""From pydantic's findings to sentences with a line and a suggestion."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from app.domain.catalogue import Label
from app.settings.problems import MOST_PROBLEMS, Problem, did_you_mean
from app.settings.toml_lines import Key, TomlText

_SENTENCES = {
    "missing": "is missing",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "string_type": "must be a text in quotes",
    "bool_type": "must be true or false",
    "list_type": "must be a list in [ ]",
    "tuple_type": "must be a list in [ ]",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "finite_number": "must be a finite number",
    "path_type": "must be a text in quotes",
}


class Section(BaseModel):
    """The base of every table of a file: unknown keys and loose types are refused."""

    label: ClassVar[Label] = Label("", "")
    """The title of a section of the settings."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


Row = TypeVar("Row", bound=Section)


def validate(
    model: type[Row], text: TomlText, key: Key, table: object, problems: list[Problem]
) -> Row | None:
    """The table as its model, or None with every finding appended to `problems`, as far as they are told.

    `key` is where the table stands in the file.
    """
    try:
        return model.model_validate(table)
    except ValidationError as invalid:
        found = invalid.errors(include_url=False)
    problems.extend(_problem(model, text, key, detail) for detail in found[: MOST_PROBLEMS + 1])
    return None


def _problem(model: type[BaseModel], text: TomlText, key: Key, detail: ErrorDetails) -> Problem:
    place = (*key, *detail["loc"])
    name = ".".join(str(part) for part in place) or "the file"
    line = text.line(place)
    if detail["type"] == "extra_forbidden":
        known = _known_keys(model, detail["loc"][:-1])
        return Problem(text.file, line, f"'{name}' is not known.", did_you_mean(str(place[-1]), known))
    if detail["type"] in ("literal_error", "enum"):
        choices = str(detail.get("ctx", {}).get("expected", ""))
        return Problem(text.file, line, f"'{name}' must be {choices}.")
    return Problem(text.file, line, f"'{name}' {_sentence(detail)}.")


def _sentence(detail: ErrorDetails) -> str:
    if detail["type"] in _SENTENCES:
        return _SENTENCES[detail["type"]]
    if detail["type"] == "value_error":
        return str(detail["msg"]).removeprefix("Value error, ")
    message = str(detail["msg"])
    _subject, found, rest = message.partition(" should ")
    if found:
        return f"must {rest}"
    return message[:1].lower() + message[1:]


def _known_keys(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """The names that a table takes, following `loc` into nested models."""
    current: type[BaseModel] = model
    for part in loc:
        field = current.model_fields.get(str(part))
        nested = field.annotation if field else None
        if not (isinstance(nested, type) and issubclass(nested, BaseModel)):
            continue
        current = nested
    return [field.alias or name for name, field in current.model_fields.items()]
