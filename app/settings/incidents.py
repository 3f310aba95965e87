"""The section `[incidents]`, and the catalogue of incidents with what the section changes in it or adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import Field, model_validator

from app.domain.catalogue import Catalogue, Label
from app.domain.incidents.flood import FloodLimits
from app.domain.incidents.kinds import EscalationStep, IncidentCatalogue, JoinBy
from app.domain.incidents.procedures import Procedure
from app.domain.rulebook import RuleBook
from app.settings.facts import Fact
from app.settings.incident_rows import EscalateRow, JoinRow, KindRow, OpenRow
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.procedures import load_procedures
from app.settings.resources import resource
from app.settings.rules import load_rules
from app.settings.toml_lines import Key, TomlText, read_shipped
from app.settings.validation import Section, validate

Tables = Annotated[list[dict[str, Any]], Field(max_length=1000)]


class IncidentSettings(Section):
    """Limits of incidents, and raw tables that change the shipped catalogue or add to it."""

    label: ClassVar[Label] = Label("Incidentes", "Incidents")

    attachment_mb: Annotated[
        float,
        Field(ge=1, le=10_000),
        Fact(
            Label("Adjunto más grande", "Largest attachment"),
            Label("Un archivo mayor se rechaza.", "A larger file is refused."),
            "MB",
            live=True,
        ),
    ] = 200.0
    flood_begins_above: Annotated[
        int,
        Field(ge=1, le=1_000),
        Fact(
            Label("Avalancha: comienza", "Flood: begins"),
            Label(
                "Con más alarmas que estas en 10 minutos por operador.",
                "With more alarms than these in 10 minutes for an operator.",
            ),
            live=True,
        ),
    ] = 10
    flood_ends_below: Annotated[
        int,
        Field(ge=1, le=1_000),
        Fact(
            Label("Avalancha: termina", "Flood: ends"),
            Label(
                "Con menos alarmas que estas en 10 minutos por operador.",
                "With fewer alarms than these in 10 minutes for an operator.",
            ),
            live=True,
        ),
    ] = 5
    rejoin_minutes: Annotated[
        float,
        Field(ge=0, le=1_440),
        Fact(
            Label("Reabrir", "Open again"),
            Label(
                "Una alarma que vuelve reabre su incidente si se cerró hace menos que esto.",
                "An alarm that comes back opens its incident again if that closed less than this ago.",
            ),
            "min",
            live=True,
        ),
    ] = 15.0
    kind: Annotated[
        Tables,
        Fact(
            Label("Tipos propios", "Own kinds"),
            Label(
                "Cambios a los tipos de fábrica y tipos nuevos.",
                "Changes to the shipped kinds, and new ones.",
            ),
            live=True,
        ),
    ] = Field(default_factory=list)
    open: Annotated[
        Tables,
        Fact(
            Label("Qué abre un incidente", "What opens an incident"),
            Label(
                "Cambios a qué alarmas abren un incidente, y filas nuevas.",
                "Changes to which alarms open an incident, and new rows.",
            ),
            live=True,
        ),
    ] = Field(default_factory=list)
    join: Annotated[
        Tables,
        Fact(
            Label("Qué se une a un incidente", "What joins an incident"),
            Label(
                "Cambios a qué alarmas se unen a un incidente abierto, y filas nuevas.",
                "Changes to which alarms join an open incident, and new rows.",
            ),
            live=True,
        ),
    ] = Field(default_factory=list)
    escalate: Annotated[
        Tables,
        Fact(
            Label("Si nadie reacciona", "If nobody reacts"),
            Label(
                "Cambios a los avisos de un plazo vencido, y pasos nuevos.",
                "Changes to what follows a missed target, and new steps.",
            ),
            live=True,
        ),
    ] = Field(default_factory=list)

    @property
    def flood(self) -> FloodLimits:
        return FloodLimits(self.flood_begins_above, self.flood_ends_below)

    @property
    def attachment_bytes(self) -> int:
        return int(self.attachment_mb * 1_000_000)

    @model_validator(mode="after")
    def _in_order(self) -> IncidentSettings:
        if self.flood_ends_below > self.flood_begins_above:
            raise ValueError("needs flood_ends_below not to be greater than flood_begins_above")
        return self


def load_incidents(
    catalogue: Catalogue,
    rules: RuleBook,
    settings: IncidentSettings | None = None,
    *,
    text: TomlText | None = None,
    folder: Path | None = None,
) -> IncidentCatalogue:
    """The incidents of a site; raises SettingsInvalid with every problem.

    `rules` are the alarm rules of the site, `text` the settings file, for the lines. `folder` replaces the
    shipped catalogue.
    """
    chosen = settings or IncidentSettings()
    procedures = load_procedures(catalogue, folder)
    shipped = read_shipped("catalogue", "incidents.toml", folder)
    reader = _Reader(shipped, chosen, text or TomlText("settings", {}, {}))
    kinds, opening = reader.rows("kind", KindRow), reader.rows("open", OpenRow)
    joining, steps = reader.rows("join", JoinRow), reader.rows("escalate", EscalateRow)
    known = _Known(
        catalogue, frozenset(rule.id for rule in rules.rules), procedures, [r.id for _, r in kinds]
    )
    for found in (known.of_kinds(kinds), known.of_opening(opening), known.of_joining(joining)):
        reader.problems.extend(found)
    if reader.problems:
        raise SettingsInvalid(reader.problems)
    return IncidentCatalogue(
        kinds={row.id: row.made() for _, row in kinds},
        opening=tuple(row.made() for _, row in opening if row.enabled),
        joining=tuple(row.made() for _, row in joining if row.enabled),
        escalation=tuple(sorted((row.made() for _, row in steps if row.enabled), key=_moment)),
        procedures=procedures,
        rejoin_s=chosen.rejoin_minutes * 60.0,
    )


def incident_setting_problems(
    catalogue: Catalogue, rules: Sequence[Mapping[str, Any]], settings: IncidentSettings, text: TomlText
) -> list[Problem]:
    """What is wrong with the incidents of a settings file; nothing while its alarm `rules` are wrong."""
    if not (settings.kind or settings.open or settings.join or settings.escalate):
        return []
    try:
        book = load_rules(catalogue, rules, text=text)
    except SettingsInvalid:
        return []
    try:
        load_incidents(catalogue, book, settings, text=text)
    except SettingsInvalid as invalid:
        return list(invalid.problems)
    return []


def _moment(step: EscalationStep) -> tuple[int, float]:
    """Targets are missed in this order, whoever wrote the step."""
    return (("acknowledge", "arrive", "resolve").index(step.target), step.after_s)


R = TypeVar("R", KindRow, OpenRow, JoinRow, EscalateRow)


@dataclass(frozen=True, slots=True)
class _Source:
    """One table of a file: where it stands and what it says."""

    text: TomlText
    key: Key
    table: dict[str, Any]

    def problem(self, key: str, message: str, suggestion: str = "") -> Problem:
        return Problem(self.text.file, self.text.line((*self.key, key)), message, suggestion)


class _Reader:
    """Lays the tables of the settings over those that ship, and notes what is wrong with them."""

    def __init__(self, shipped: TomlText, settings: IncidentSettings, text: TomlText) -> None:
        self.problems: list[Problem] = []
        self._shipped = shipped
        self._settings = settings
        self._text = text

    def rows(self, name: str, model: type[R]) -> list[tuple[_Source, R]]:
        """Those that the settings add come first, so that they hold before the shipped ones."""
        shipped: dict[str, _Source] = self._sources(self._shipped, (name,), self._shipped.table.get(name, ()))
        added: dict[str, _Source] = {}
        for row, source in self._sources(
            self._text, ("incidents", name), getattr(self._settings, name)
        ).items():
            if row in shipped:
                merged = _merged(shipped[row].table, source.table)
                shipped[row] = _Source(source.text, source.key, merged)
            elif self._complete(name, model, source):
                added[row] = source
        found = []
        for source in (*added.values(), *shipped.values()):
            valid = validate(model, source.text, source.key, source.table, self.problems)
            if valid is not None:
                found.append((source, valid))
        return found

    def _sources(self, text: TomlText, key: Key, tables: Sequence[Any]) -> dict[str, _Source]:
        sources: dict[str, _Source] = {}
        for index, table in enumerate(tables):
            source = _Source(text, (*key, index), table)
            row = table.get("id")
            if not isinstance(row, str) or not row:
                self.problems.append(source.problem("id", f"'{key[-1]}' has a row without an 'id'."))
            elif row in sources:
                self.problems.append(source.problem("id", f"'{row}' is there twice."))
            else:
                sources[row] = source
        return sources

    def _complete(self, name: str, model: type[R], source: _Source) -> bool:
        """Whether a row that does not ship has what a new one needs."""
        needed = [field for field, info in model.model_fields.items() if info.is_required()]
        if all(field in source.table for field in needed):
            return True
        row = source.table["id"]
        known = [table["id"] for table in self._shipped.table.get(name, ())]
        hint = did_you_mean(row, known) or f"A new one needs {', '.join(needed)}."
        self.problems.append(source.problem("id", f"There is no '{row}' in '{name}'.", hint))
        return False


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows may name."""

    catalogue: Catalogue
    rules: frozenset[str]
    procedures: Mapping[str, Procedure]
    kinds: Sequence[str]

    def of_kinds(self, rows: list[tuple[_Source, KindRow]]) -> Iterator[Problem]:
        glyphs = [path.stem for path in resource("glyphs").glob("*.svg")]
        for source, row in rows:
            yield from _unknown(source, "glyph", [row.glyph], glyphs)
            yield from _unknown(source, "procedure", filter(None, [row.procedure]), self.procedures)
            yield from _unknown(source, "devices", row.devices, self.catalogue.kinds)

    def of_opening(self, rows: list[tuple[_Source, OpenRow]]) -> Iterator[Problem]:
        for source, row in rows:
            yield from _unknown(source, "kind", [row.kind], self.kinds)
            yield from self._rules(source, row.rules)

    def of_joining(self, rows: list[tuple[_Source, JoinRow]]) -> Iterator[Problem]:
        for source, row in rows:
            yield from _unknown(source, "incident_kinds", row.incident_kinds, self.kinds)
            yield from _unknown(source, "device_kinds", row.device_kinds, self.catalogue.kinds)
            yield from self._rules(source, row.rules)
            if (row.by is JoinBy.NEAR) != bool(row.distance_m):
                yield source.problem("distance_m", f"'{row.id}': 'near' and 'distance_m' go together.")
            if row.shares and row.by is not JoinBy.NETWORK:
                yield source.problem("shares", f"'{row.id}': 'shares' is only for 'network'.")

    def _rules(self, source: _Source, rules: Sequence[str]) -> Iterator[Problem]:
        wildcards = [f"{kind}.*" for kind in self.catalogue.kinds]
        yield from _unknown(source, "rules", rules, [*self.rules, *wildcards])


def _unknown(
    source: _Source, key: str, words: Sequence[str] | Iterator[str], known: Any
) -> Iterator[Problem]:
    for word in words:
        if word not in known:
            message = f"'{source.table['id']}.{key}' names '{word}', which does not exist."
            yield source.problem(key, message, did_you_mean(word, sorted(known)))


def _merged(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """`changes` over `base`, table by table; lists are replaced."""
    both = {
        key: _merged(base[key], value)
        if isinstance(value, dict) and isinstance(base.get(key), dict)
        else value
        for key, value in changes.items()
    }
    return {**base, **both}
