"""What an operator can do with a key or by name, as a table: id, title, key, when, and what it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "Actions"


class Deeds(Protocol):
    """What the actions call. GUI thread."""

    def go(self, workspace: str, /) -> None: ...
    def next_alarm(self) -> None: ...
    def previous_alarm(self) -> None: ...
    def silence(self) -> None: ...
    def comment(self) -> None: ...
    def zoom_to_selection(self) -> None: ...
    def zoom_back(self) -> None: ...
    def show_layers(self) -> None: ...
    def search(self) -> None: ...
    def open_palette(self) -> None: ...
    def show_help(self) -> None: ...
    def detach_panel(self) -> None: ...
    def release(self) -> None: ...
    def toggle_theme(self) -> None: ...
    def switch_language(self) -> None: ...
    def toggle_density(self) -> None: ...
    def toggle_motion(self) -> None: ...
    def reset_layout(self) -> None: ...
    def lock(self) -> None: ...
    def start_engine(self) -> None: ...
    def show_panel(self, workspace: str, panel: str, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides whether an action can be done now."""

    signed_in: bool = True
    selected: bool = False
    waiting: int = 0
    """Unacknowledged alarms."""
    sounding: bool = False
    engine_ended: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """`title` is English source text. An action without `call` is done where the focus is, and stands
    here for the help and the foot of the window."""

    id: str
    title: str
    key: str = ""
    call: Callable[[Deeds], None] | None = None
    fits: Callable[[Situation], bool] = lambda situation: situation.signed_in
    hint: str = ""
    """Short words for the foot of the window; empty keeps it out."""

    def name(self) -> str:
        return QCoreApplication.translate(CONTEXT, self.title)

    def hint_words(self) -> str:
        return QCoreApplication.translate(CONTEXT, self.hint)

    def key_name(self) -> str:
        return key_name(self.key)


def key_name(key: str) -> str:
    """The key as it is written on a keyboard of the language."""
    names = {
        "Space": QCoreApplication.translate("Keys", "Space"),
        "Shift": QCoreApplication.translate("Keys", "Shift"),
    }
    return "+".join(names.get(part, part) for part in key.split("+"))


def _selected(situation: Situation) -> bool:
    return situation.signed_in and situation.selected


def _waiting(situation: Situation) -> bool:
    return situation.signed_in and situation.waiting > 0


_ = QT_TRANSLATE_NOOP

ACTIONS: tuple[Action, ...] = (
    Action("workspace.operation", _("Actions", "Go to Operation"), "F1", lambda d: d.go("operation")),
    Action("workspace.history", _("Actions", "Go to History"), "F5", lambda d: d.go("history")),
    Action("workspace.diagnostics", _("Actions", "Go to Diagnostics"), "F7", lambda d: d.go("diagnostics")),
    Action(
        "alarm.acknowledge",
        _("Actions", "Acknowledge the selected alarm"),
        "Space",
        hint=_("Actions", "Acknowledge"),
    ),
    Action(
        "alarm.next",
        _("Actions", "Next alarm"),
        "F8",
        lambda d: d.next_alarm(),
        _waiting,
        hint=_("Actions", "Next alarm"),
    ),
    Action(
        "alarm.previous", _("Actions", "Previous alarm"), "Shift+F8", lambda d: d.previous_alarm(), _waiting
    ),
    Action(
        "sound.silence",
        _("Actions", "Silence 2 min"),
        "F9",
        lambda d: d.silence(),
        hint=_("Actions", "Silence"),
    ),
    Action("alarm.comment", _("Actions", "Write a note on the alarm"), "N", lambda d: d.comment(), _selected),
    Action(
        "map.zoom",
        _("Actions", "Zoom to the selection"),
        "Z",
        lambda d: d.zoom_to_selection(),
        _selected,
        hint=_("Actions", "Zoom to the selection"),
    ),
    Action("map.back", _("Actions", "Zoom back"), "Shift+Z", lambda d: d.zoom_back()),
    Action(
        "map.layers",
        _("Actions", "Choose layers"),
        "L",
        lambda d: d.show_layers(),
        hint=_("Actions", "Layers"),
    ),
    Action("search", _("Actions", "Search"), "/", lambda d: d.search(), hint=_("Actions", "Search")),
    Action(
        "palette",
        _("Actions", "Search and run commands"),
        "Ctrl+K",
        lambda d: d.open_palette(),
        hint=_("Actions", "Commands"),
    ),
    Action(
        "panel.detach",
        _("Actions", "Detach the panel, or bring it back"),
        "F11",
        lambda d: d.detach_panel(),
        hint=_("Actions", "Detach panel"),
    ),
    Action("release", _("Actions", "Release the selection"), "Esc", lambda d: d.release()),
    Action(
        "help", _("Actions", "Show the keys"), "Shift+F1", lambda d: d.show_help(), hint=_("Actions", "Keys")
    ),
    Action("view.theme", _("Actions", "Switch dark and light"), "Ctrl+T", lambda d: d.toggle_theme()),
    Action(
        "view.language", _("Actions", "Switch language (Español, English)"), "", lambda d: d.switch_language()
    ),
    Action("view.density", _("Actions", "Switch row height"), "", lambda d: d.toggle_density()),
    Action("view.motion", _("Actions", "Switch blinking"), "", lambda d: d.toggle_motion()),
    Action("panel.alarms", _("Actions", "Show alarms"), "", lambda d: d.show_panel("operation", "alarms")),
    Action("panel.devices", _("Actions", "Show devices"), "", lambda d: d.show_panel("operation", "devices")),
    Action("panel.log", _("Actions", "Show the log"), "", lambda d: d.show_panel("operation", "log")),
    Action("layout.reset", _("Actions", "Reset the layout"), "", lambda d: d.reset_layout()),
    Action("session.lock", _("Actions", "Lock the screen"), "Ctrl+L", lambda d: d.lock()),
    Action(
        "engine.start",
        _("Actions", "Start the engine"),
        "",
        lambda d: d.start_engine(),
        lambda situation: situation.engine_ended,
    ),
)


def action(action_id: str) -> Action:
    """One row of the table; KeyError when there is none."""
    return {each.id: each for each in ACTIONS}[action_id]


def hints() -> list[tuple[str, str]]:
    """Key and words for the foot of the window."""
    return [(each.key_name(), each.hint_words()) for each in ACTIONS if each.hint]
