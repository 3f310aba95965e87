"""What an action of the console is: its name and key, when it can be done, and what it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from app.domain.rights import Right

CONTEXT = "Actions"


class CameraActs(Protocol):
    """What the actions about cameras call. GUI thread."""

    def show_wall(self, tiles: int, /) -> None: ...
    def around_selection(self) -> None: ...
    def show_waiting(self) -> None: ...
    def toggle_round(self) -> None: ...
    def choose_round(self) -> None: ...


class Deeds(Protocol):
    """What the actions call. GUI thread."""

    @property
    def cameras(self) -> CameraActs: ...
    def go(self, workspace: str, /) -> None: ...
    def next_alarm(self) -> None: ...
    def next_escalated(self) -> None: ...
    def new_incident(self) -> None: ...
    def dispatch(self) -> None: ...
    def hand_over_shift(self) -> None: ...
    def write_in_shift(self) -> None: ...
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
    incident: bool = False
    """An open incident is chosen."""
    escalated: int = 0
    """Incidents that nobody reacts to, as far as they concern the operator."""
    no_dispatch: str = ""
    """Why the operator may send no crew to the chosen incident."""
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
        "Return": QCoreApplication.translate("Keys", "Enter"),
    }
    return "+".join(names.get(part, part) for part in key.split("+"))
