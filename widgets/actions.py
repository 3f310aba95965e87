"""What an operator can do with a key or by name, as a table: id, title, key, when, and what it calls."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.domain.rights import Right
from widgets.action import Action, Situation
from widgets.video_actions import VIDEO_ACTIONS

ESCALATED_KEY = "Ctrl+F8"


def _selected(situation: Situation) -> bool:
    return situation.signed_in and situation.selected


def _placed(situation: Situation) -> bool:
    return situation.signed_in and situation.placed


def _takes_orders(situation: Situation) -> bool:
    return situation.signed_in and situation.takes_orders


def _noteworthy(situation: Situation) -> bool:
    return situation.signed_in and (situation.selected or situation.incident)


def _incident(situation: Situation) -> bool:
    return situation.signed_in and situation.incident


def _escalated(situation: Situation) -> bool:
    return situation.signed_in and situation.escalated > 0


def _waiting(situation: Situation) -> bool:
    return situation.signed_in and situation.waiting > 0


def _goes(workspace: str, key: str, title: str) -> Action:
    return Action(f"workspace.{workspace}", title, key, lambda d: d.go(workspace))


def _shows(panel: str, title: str) -> Action:
    return Action(f"panel.{panel}", title, "", lambda d: d.show_panel("operation", panel))


ACTIONS: tuple[Action, ...] = (
    _goes("operation", "F1", str(QT_TRANSLATE_NOOP("Actions", "Go to Operation"))),
    _goes("control", "F2", str(QT_TRANSLATE_NOOP("Actions", "Go to Control"))),
    _goes("video", "F3", str(QT_TRANSLATE_NOOP("Actions", "Go to Video"))),
    _goes("dispatch", "F4", str(QT_TRANSLATE_NOOP("Actions", "Go to Dispatch"))),
    _goes("history", "F5", str(QT_TRANSLATE_NOOP("Actions", "Go to History"))),
    _goes("reports", "F6", str(QT_TRANSLATE_NOOP("Actions", "Go to Reports"))),
    _goes("diagnostics", "F7", str(QT_TRANSLATE_NOOP("Actions", "Go to Diagnostics"))),
    _goes("administration", "F10", str(QT_TRANSLATE_NOOP("Actions", "Go to Administration"))),
    Action(
        "alarm.acknowledge",
        str(QT_TRANSLATE_NOOP("Actions", "Acknowledge the selected alarm or incident")),
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
        str(QT_TRANSLATE_NOOP("Actions", "Write a note on the alarm or the incident")),
        "N",
        lambda d: d.comment(),
        _noteworthy,
        right=Right.NOTE,
    ),
    Action(
        "incident.bring",
        str(QT_TRANSLATE_NOOP("Actions", "Bring map, record and devices to the incident")),
        "Return",
    ),
    Action(
        "incident.take",
        str(QT_TRANSLATE_NOOP("Actions", "Take the incident")),
        "T",
        right=Right.ACKNOWLEDGE,
    ),
    Action(
        "incident.give",
        str(QT_TRANSLATE_NOOP("Actions", "Give the incident to somebody")),
        "G",
        right=Right.ACKNOWLEDGE,
    ),
    Action(
        "incident.watch",
        str(QT_TRANSLATE_NOOP("Actions", "Watch the incident, or no longer")),
        "W",
        right=Right.NOTE,
    ),
    Action(
        "incident.resolve",
        str(QT_TRANSLATE_NOOP("Actions", "Resolve the incident")),
        "R",
        right=Right.ACKNOWLEDGE,
    ),
    Action(
        "incident.end",
        str(QT_TRANSLATE_NOOP("Actions", "End the incident")),
        "E",
        right=Right.ACKNOWLEDGE,
    ),
    Action(
        "incident.lists",
        str(QT_TRANSLATE_NOOP("Actions", "Shift, mine, no owner, watched, closed")),
        "1–5",
    ),
    Action(
        "incident.grouping",
        str(QT_TRANSLATE_NOOP("Actions", "Group the incidents")),
        "0",
    ),
    Action(
        "incident.open",
        str(QT_TRANSLATE_NOOP("Actions", "Open an incident by hand")),
        "I",
        lambda d: d.new_incident(),
        right=Right.ACKNOWLEDGE,
    ),
    Action(
        "incident.escalated",
        str(QT_TRANSLATE_NOOP("Actions", "Go to the incident nobody reacts to")),
        ESCALATED_KEY,
        lambda d: d.next_escalated(),
        _escalated,
    ),
    Action(
        "incident.dispatch",
        str(QT_TRANSLATE_NOOP("Actions", "Dispatch a crew to the incident")),
        "D",
        lambda d: d.dispatch(),
        _incident,
        hint=str(QT_TRANSLATE_NOOP("Actions", "Dispatch")),
        barred=lambda situation: situation.no_dispatch,
    ),
    Action(
        "map.zoom",
        str(QT_TRANSLATE_NOOP("Actions", "Zoom to the selection")),
        "Z",
        lambda d: d.zoom_to_selection(),
        _selected,
        hint=str(QT_TRANSLATE_NOOP("Actions", "Zoom to the selection")),
    ),
    *VIDEO_ACTIONS,
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
    _shows("queue", str(QT_TRANSLATE_NOOP("Actions", "Show incidents"))),
    _shows("alarms", str(QT_TRANSLATE_NOOP("Actions", "Show alarms"))),
    _shows("devices", str(QT_TRANSLATE_NOOP("Actions", "Show devices"))),
    _shows("log", str(QT_TRANSLATE_NOOP("Actions", "Show the log"))),
    Action(
        "shift.hand_over",
        str(QT_TRANSLATE_NOOP("Actions", "Hand over my shift")),
        call=lambda d: d.hand_over_shift(),
        right=Right.NOTE,
    ),
    Action(
        "shift.write",
        str(QT_TRANSLATE_NOOP("Actions", "Write in the shift log")),
        call=lambda d: d.write_in_shift(),
        right=Right.NOTE,
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
