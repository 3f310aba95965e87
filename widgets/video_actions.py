"""The rows of the table of actions that are about cameras."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.domain.rights import Right
from widgets.action import Action, Situation


def _somewhere(situation: Situation) -> bool:
    """A device with a place is chosen, or an incident, which has one more often than not."""
    return situation.signed_in and (situation.placed or situation.incident)


def _wall(tiles: int, key: int, title: str) -> Action:
    return Action(
        f"wall.{tiles}", title, f"Ctrl+{key}", lambda d: d.cameras.show_wall(tiles), right=Right.VIDEO_LIVE
    )


VIDEO_ACTIONS: tuple[Action, ...] = (
    Action(
        "camera.nearest",
        str(QT_TRANSLATE_NOOP("Actions", "Cameras around the selection")),
        "V",
        lambda d: d.cameras.around_selection(),
        _somewhere,
        hint=str(QT_TRANSLATE_NOOP("Actions", "Nearest camera")),
        right=Right.VIDEO_LIVE,
    ),
    Action(
        "camera.waiting",
        str(QT_TRANSLATE_NOOP("Actions", "Cameras of the alarm that waits")),
        "B",
        lambda d: d.cameras.show_waiting(),
        right=Right.VIDEO_LIVE,
    ),
    Action(
        "camera.round",
        str(QT_TRANSLATE_NOOP("Actions", "Begin or end the round")),
        "O",
        lambda d: d.cameras.toggle_round(),
        right=Right.VIDEO_LIVE,
    ),
    Action(
        "camera.rounds",
        str(QT_TRANSLATE_NOOP("Actions", "Choose a round")),
        "Shift+O",
        lambda d: d.cameras.choose_round(),
        right=Right.VIDEO_LIVE,
    ),
    _wall(1, 1, str(QT_TRANSLATE_NOOP("Actions", "Wall of 1 camera"))),
    _wall(4, 2, str(QT_TRANSLATE_NOOP("Actions", "Wall of 4 cameras"))),
    _wall(9, 3, str(QT_TRANSLATE_NOOP("Actions", "Wall of 9 cameras"))),
    _wall(16, 4, str(QT_TRANSLATE_NOOP("Actions", "Wall of 16 cameras"))),
)
