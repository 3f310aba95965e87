"""What an operator can do with a key or by name, as a table: id, title, key, when, and what it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.rights import Right

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
    def draw_area(self) -> None: ...
    def control_device(self) -> None: ...
    def light_up(self) -> None: ...
    def search(self) -> None: ...
    def open_palette(self) -> None: ...
    def show_help(self) -> None: ...
    def show_pages(self) -> None: ...
    def detach_panel(self) -> None: ...
    def release(self) -> None: ...
    def toggle_theme(self) -> None: ...
    def switch_language(self) -> None: ...
    def toggle_density(self) -> None: ...
    def toggle_motion(self) -> None: ...
    def reset_layout(self) -> None: ...
    def lock(self) -> None: ...
    def change_operator(self) -> None: ...
    def change_password(self) -> None: ...
    def set_up_factor(self) -> None: ...
    def sign_out(self) -> None: ...
    def start_engine(self) -> None: ...
    def show_panel(self, workspace: str, panel: str, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides whether an action can be done now."""

    signed_in: bool = True
    """Somebody is, and the console is not locked."""
    selected: bool = False
    placed: bool = False
    """The selected device has a place."""
    takes_orders: bool = False
    """The selected device is of a kind that can be told something."""
    waiting: int = 0
    """Unacknowledged alarms."""
    engine_ended: bool = False
    rights: frozenset[Right] = frozenset()
    """What the operator may do now: to the selected device, where it is about devices."""
    no_orders: str = ""
    """Why the operator may give the selected device none; empty when some."""
    no_light: str = ""
    """Why the operator may not command luminaires."""


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
    right: Right | None = None
    """What it needs; without the right it is shown, off, with the reason."""
    barred: Callable[[Situation], str] = lambda _: ""
    """Why it is off, where it needs another right from device to device."""

    def possible(self, situation: Situation) -> bool:
        """Whether it can be done now, by this operator."""
        allowed = self.right is None or self.right in situation.rights
        return self.fits(situation) and allowed and not self.barred(situation)

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


def _placed(situation: Situation) -> bool:
    return situation.signed_in and situation.placed


def _takes_orders(situation: Situation) -> bool:
    return situation.signed_in and situation.takes_orders


def _waiting(situation: Situation) -> bool:
    return situation.signed_in and situation.waiting > 0


ACTIONS: tuple[Action, ...] = (
    Action(
        "workspace.operation",
        str(QT_TRANSLATE_NOOP("Actions", "Go to Operation")),
        "F1",
        lambda d: d.go("operation"),
    ),
    Action(
        "workspace.control",
        str(QT_TRANSLATE_NOOP("Actions", "Go to Control")),
        "F2",
        lambda d: d.go("control"),
    ),
    Action(
        "workspace.history",
        str(QT_TRANSLATE_NOOP("Actions", "Go to History")),
        "F5",
        lambda d: d.go("history"),
    ),
    Action(
        "workspace.diagnostics",
        str(QT_TRANSLATE_NOOP("Actions", "Go to Diagnostics")),
        "F7",
        lambda d: d.go("diagnostics"),
    ),
    Action(
        "workspace.administration",
        str(QT_TRANSLATE_NOOP("Actions", "Go to Administration")),
        "F10",
        lambda d: d.go("administration"),
    ),
    Action(
        "alarm.acknowledge",
        str(QT_TRANSLATE_NOOP("Actions", "Acknowledge the selected alarm")),
        "Space",
        hint=str(QT_TRANSLATE_NOOP("Actions", "Acknowledge")),
        right=Right.ACKNOWLEDGE,
    ),
    Action(
        "alarm.next",
        str(QT_TRANSLATE_NOOP("Actions", "Next alarm")),
        "F8",
        lambda d: d.next_alarm(),
        _waiting,
        hint=str(QT_TRANSLATE_NOOP("Actions", "Next alarm")),
    ),
    Action(
        "alarm.previous",
        str(QT_TRANSLATE_NOOP("Actions", "Previous alarm")),
        "Shift+F8",
        lambda d: d.previous_alarm(),
        _waiting,
    ),
    Action(
        "sound.silence",
        str(QT_TRANSLATE_NOOP("Actions", "Silence 2 min")),
        "F9",
        lambda d: d.silence(),
        hint=str(QT_TRANSLATE_NOOP("Actions", "Silence")),
    ),
    Action(
        "alarm.comment",
        str(QT_TRANSLATE_NOOP("Actions", "Write a note on the alarm")),
        "N",
        lambda d: d.comment(),
        _selected,
        right=Right.NOTE,
    ),
    Action(
        "map.zoom",
        str(QT_TRANSLATE_NOOP("Actions", "Zoom to the selection")),
        "Z",
        lambda d: d.zoom_to_selection(),
        _selected,
        hint=str(QT_TRANSLATE_NOOP("Actions", "Zoom to the selection")),
    ),
    Action("map.back", str(QT_TRANSLATE_NOOP("Actions", "Zoom back")), "Shift+Z", lambda d: d.zoom_back()),
    Action(
        "map.layers",
        str(QT_TRANSLATE_NOOP("Actions", "Choose layers")),
        "L",
        lambda d: d.show_layers(),
        hint=str(QT_TRANSLATE_NOOP("Actions", "Layers")),
    ),
    Action(
        "map.area",
        str(QT_TRANSLATE_NOOP("Actions", "Draw an area")),
        "A",
        lambda d: d.draw_area(),
        hint=str(QT_TRANSLATE_NOOP("Actions", "Area")),
    ),
    Action(
        "device.control",
        str(QT_TRANSLATE_NOOP("Actions", "Control this device")),
        "C",
        lambda d: d.control_device(),
        _takes_orders,
        barred=lambda situation: situation.no_orders,
    ),
    Action(
        "device.light_up",
        str(QT_TRANSLATE_NOOP("Actions", "Light up this place")),
        "",
        lambda d: d.light_up(),
        _placed,
        barred=lambda situation: situation.no_light,
    ),
    Action(
        "search",
        str(QT_TRANSLATE_NOOP("Actions", "Search")),
        "/",
        lambda d: d.search(),
        hint=str(QT_TRANSLATE_NOOP("Actions", "Search")),
    ),
    Action(
        "palette",
        str(QT_TRANSLATE_NOOP("Actions", "Search and run commands")),
        "Ctrl+K",
        lambda d: d.open_palette(),
        hint=str(QT_TRANSLATE_NOOP("Actions", "Commands")),
    ),
    Action(
        "panel.detach",
        str(QT_TRANSLATE_NOOP("Actions", "Detach the panel, or bring it back")),
        "F11",
        lambda d: d.detach_panel(),
        hint=str(QT_TRANSLATE_NOOP("Actions", "Detach panel")),
    ),
    Action(
        "release", str(QT_TRANSLATE_NOOP("Actions", "Release the selection")), "Esc", lambda d: d.release()
    ),
    Action(
        "help",
        str(QT_TRANSLATE_NOOP("Actions", "Show the keys")),
        "Shift+F1",
        lambda d: d.show_help(),
        hint=str(QT_TRANSLATE_NOOP("Actions", "Keys")),
    ),
    Action("help.pages", str(QT_TRANSLATE_NOOP("Actions", "Show help")), "Ctrl+F1", lambda d: d.show_pages()),
    Action(
        "view.theme",
        str(QT_TRANSLATE_NOOP("Actions", "Switch dark and light")),
        "Ctrl+T",
        lambda d: d.toggle_theme(),
    ),
    Action(
        "view.language",
        str(QT_TRANSLATE_NOOP("Actions", "Switch language (Español, English)")),
        "",
        lambda d: d.switch_language(),
    ),
    Action(
        "view.density",
        str(QT_TRANSLATE_NOOP("Actions", "Switch row height")),
        "",
        lambda d: d.toggle_density(),
    ),
    Action(
        "view.motion", str(QT_TRANSLATE_NOOP("Actions", "Switch blinking")), "", lambda d: d.toggle_motion()
    ),
    Action(
        "panel.alarms",
        str(QT_TRANSLATE_NOOP("Actions", "Show alarms")),
        "",
        lambda d: d.show_panel("operation", "alarms"),
    ),
    Action(
        "panel.devices",
        str(QT_TRANSLATE_NOOP("Actions", "Show devices")),
        "",
        lambda d: d.show_panel("operation", "devices"),
    ),
    Action(
        "panel.log",
        str(QT_TRANSLATE_NOOP("Actions", "Show the log")),
        "",
        lambda d: d.show_panel("operation", "log"),
    ),
    Action(
        "layout.reset", str(QT_TRANSLATE_NOOP("Actions", "Reset the layout")), "", lambda d: d.reset_layout()
    ),
    Action(
        "session.lock", str(QT_TRANSLATE_NOOP("Actions", "Lock the screen")), "Ctrl+L", lambda d: d.lock()
    ),
    Action(
        "session.change",
        str(QT_TRANSLATE_NOOP("Actions", "Change operator…")),
        "Ctrl+Shift+L",
        lambda d: d.change_operator(),
    ),
    Action(
        "session.password",
        str(QT_TRANSLATE_NOOP("Actions", "Change password…")),
        "",
        lambda d: d.change_password(),
    ),
    Action(
        "session.factor",
        str(QT_TRANSLATE_NOOP("Actions", "Second factor…")),
        "",
        lambda d: d.set_up_factor(),
    ),
    Action("session.sign_out", str(QT_TRANSLATE_NOOP("Actions", "Sign out")), "", lambda d: d.sign_out()),
    Action(
        "engine.start",
        str(QT_TRANSLATE_NOOP("Actions", "Start the engine")),
        "",
        lambda d: d.start_engine(),
        lambda situation: situation.signed_in and situation.engine_ended,
    ),
)


def action(action_id: str) -> Action:
    """One row of the table; KeyError when there is none."""
    return {each.id: each for each in ACTIONS}[action_id]


def hints() -> list[tuple[str, str]]:
    """Key and words for the foot of the window."""
    return [(each.key_name(), each.hint_words()) for each in ACTIONS if each.hint]
