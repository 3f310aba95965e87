"""What an operator can ask of each kind of device, as data, and the order that a choice makes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.orders import Action, Order

VALUE, TRAVEL, TONE, DURATION, TEST = "value", "travel", "tone", "duration", "test"


@dataclass(frozen=True, slots=True)
class Choice:
    """`order` is complete but for the fields that are asked besides."""

    id: str
    title: str
    order: Order
    asks: tuple[str, ...] = ()

    def words(self) -> str:
        return QCoreApplication.translate("ControlChoices", self.title)


CHOICES: dict[str, tuple[Choice, ...]] = {
    "valve": (
        Choice(
            "close",
            str(QT_TRANSLATE_NOOP("ControlChoices", "Close")),
            Order(Action.SET_POSITION, 0.0),
            (TRAVEL,),
        ),
        Choice(
            "throttle",
            str(QT_TRANSLATE_NOOP("ControlChoices", "Throttle")),
            Order(Action.SET_POSITION),
            (VALUE, TRAVEL),
        ),
        Choice(
            "open",
            str(QT_TRANSLATE_NOOP("ControlChoices", "Open")),
            Order(Action.SET_POSITION, 100.0),
            (TRAVEL,),
        ),
    ),
    "pump": (
        Choice("start", str(QT_TRANSLATE_NOOP("ControlChoices", "Start")), Order(Action.START), (VALUE,)),
        Choice("stop", str(QT_TRANSLATE_NOOP("ControlChoices", "Stop")), Order(Action.STOP)),
        Choice("speed", str(QT_TRANSLATE_NOOP("ControlChoices", "Speed")), Order(Action.SET_SPEED), (VALUE,)),
    ),
    "siren": (
        Choice(
            "sound",
            str(QT_TRANSLATE_NOOP("ControlChoices", "Sound")),
            Order(Action.SOUND),
            (TONE, DURATION, TEST),
        ),
        Choice("silence", str(QT_TRANSLATE_NOOP("ControlChoices", "Silence")), Order(Action.SILENCE)),
    ),
    "cabinet": (
        Choice("feed", str(QT_TRANSLATE_NOOP("ControlChoices", "Feed")), Order(Action.START)),
        Choice("cut", str(QT_TRANSLATE_NOOP("ControlChoices", "Cut")), Order(Action.STOP)),
    ),
}
"""In the order of the buttons; those that the catalogue of actions does not know are left out."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields besides the choice; `value` in per cent, times in seconds."""

    value: float = 100.0
    travel_s: float = 0.0
    tone: str = ""
    duration_s: float = 60.0
    test: bool = False


def order_of(choice: Choice, typed: Typed) -> Order:
    made = choice.order
    if VALUE in choice.asks and not (made.action is Action.START and typed.value >= 100.0):
        made = replace(made, value=typed.value)  # a pump told no speed starts at its own
    if TRAVEL in choice.asks:
        made = replace(made, over_s=typed.travel_s)
    if TONE in choice.asks:
        made = replace(made, tone=typed.tone, duration_s=typed.duration_s, test=typed.test)
    return made


def choice_of(kind: str, order: Order) -> Choice | None:
    """The choice that makes this order; None for one that no button makes, such as `hold`."""
    fitting = [one for one in CHOICES.get(kind, ()) if one.order.action is order.action]
    exact = [one for one in fitting if one.id == order.deed]
    return next(iter(exact or fitting), None)
