"""What a tile says of itself, in the language of the console."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from app.domain.video.cameras import CameraFault, CameraState, Picture, Records
from video.wall.reason_words import reason_words
from video.wall.tile_state import Mood, Tile, blinding
from widgets.formats import age, clock, coarse, hour, span

FRESH_MS = 1_000
"""A picture that is younger needs no age."""


def _whole(words: str) -> str:
    """A number and its unit stay on one line."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def fault_name(fault: CameraFault | str) -> str:
    """In one word, for a pill."""
    return {
        "moved": QCoreApplication.translate("CameraTile", "Moved"),
        "blurred": QCoreApplication.translate("CameraTile", "Blurred"),
        "covered": QCoreApplication.translate("CameraTile", "Covered"),
        "dark": QCoreApplication.translate("CameraTile", "Dark"),
        "frozen": QCoreApplication.translate("CameraTile", "Frozen"),
        "clock_drift": QCoreApplication.translate("CameraTile", "Clock off"),
    }.get(str(fault), str(fault))


def pill(tile: Tile, mood: Mood, now: int) -> str:
    """The state in two or three words."""
    state = tile.state
    match mood:
        case Mood.NO_SIGNAL if state is not None and state.since:
            line = QCoreApplication.translate("CameraTile", "No signal {0}")
            return line.format(coarse((now - state.since) / 1000))
        case Mood.FROZEN if state is not None:
            since = (now - (state.fault_since or state.since)) / 1000
            return f"{fault_name(CameraFault.FROZEN)} {coarse(since)}"
        case Mood.TAMPERED if state is not None:
            return fault_name(blinding(state)[0])
        case Mood.RECORDED if tile.fault:
            return _playback_fault(tile.fault)[0]
        case Mood.OLD:
            return age((now - tile.frame_at) / 1000)
    return _plain(mood)


def brief(mood: Mood) -> str:
    """The state without its time, for a head with no room for both; empty where it has none."""
    return {Mood.FROZEN: fault_name(CameraFault.FROZEN), Mood.NO_SIGNAL: _plain(mood)}.get(mood, "")


def _plain(mood: Mood) -> str:
    return {
        Mood.EMPTY: "",
        Mood.NO_PERMISSION: QCoreApplication.translate("CameraTile", "No permission"),
        Mood.UNKNOWN: QCoreApplication.translate("CameraTile", "Not a known camera"),
        Mood.LOST: QCoreApplication.translate("CameraTile", "Video stopped"),
        Mood.OFF: QCoreApplication.translate("CameraTile", "Switched off"),
        Mood.CONNECTING: QCoreApplication.translate("CameraTile", "Connecting"),
        Mood.NO_SIGNAL: QCoreApplication.translate("CameraTile", "No signal"),
        Mood.STILL: QCoreApplication.translate("CameraTile", "Still, 1 a minute"),
        Mood.SLOWED: QCoreApplication.translate("CameraTile", "Slowed down"),
        Mood.LIVE: QCoreApplication.translate("CameraTile", "Live"),
        Mood.RECORDED: QCoreApplication.translate("CameraTile", "Recorded"),
    }.get(mood, "")


def rate(tile: Tile, mood: Mood) -> str:
    """Pictures a second, for the corner; empty where it would say nothing."""
    if mood is Mood.STILL:
        return QCoreApplication.translate("CameraTile", "1/min")
    if mood in (Mood.RECORDED, Mood.CONNECTING) or tile.state is None:
        return ""
    fps = 0.0 if mood is Mood.FROZEN else tile.state.shown_fps or tile.state.fps
    return QCoreApplication.translate("CameraTile", "{0} fps").format(f"{fps:.0f}")


def picture_time(at: int, now: int) -> str:
    """When a picture was taken, and how long ago that is; epoch ms."""
    return " · ".join(filter(None, (_clock(at // 1000) if at else "", picture_age(at, now))))


@lru_cache(maxsize=128)
def _clock(second: int) -> str:
    """Each picture asks, and all of a second get the same."""
    return clock(second * 1000)


def picture_age(at: int, now: int) -> str:
    """Empty while there is no picture, or nearly no age of it."""
    return "" if not at or now - at < FRESH_MS else age((now - at) / 1000)


def notice(tile: Tile, mood: Mood, now: int) -> tuple[str, str]:
    """Title and line in the middle of a tile without a picture."""
    title = _plain(mood)
    match mood:
        case Mood.EMPTY:
            return "", QCoreApplication.translate("CameraTile", "Drag a camera here")
        case Mood.NO_PERMISSION:
            return title, tile.refused
        case Mood.LOST:
            line = QCoreApplication.translate("CameraTile", "No video supervisor since {0}, {1}")
            return title, line.format(hour(tile.lost_since), _whole(age((now - tile.lost_since) / 1000)))
        case Mood.NO_SIGNAL if tile.state is not None:
            return title, _last_picture(tile.state, now)
        case Mood.CONNECTING if tile.state is not None and tile.state.reason:
            return title, reason_words(tile.state.reason)
        case Mood.CONNECTING if tile.state is not None and tile.state.picture is Picture.CONNECTING:
            line = QCoreApplication.translate("CameraTile", "for {0}")
            return title, line.format(_whole(span((now - tile.state.since) / 1000)))
        case Mood.RECORDED if tile.fault:
            return _playback_fault(tile.fault)
        case Mood.RECORDED:
            return title, QCoreApplication.translate("CameraTile", "Opening the footage")
    return title, ""


def lines(tile: Tile, mood: Mood, now: int) -> tuple[str, str, str]:
    """Title and two lines in the middle of a tile without a picture; empty ones are left out."""
    third = why_no_signal(tile, now) if mood is Mood.NO_SIGNAL else ""
    return (*notice(tile, mood, now), third)


def trouble(tile: Tile) -> str:
    """What is wrong with a camera that shows something, for the corner; empty where nothing is, and of
    recorded footage."""
    state = tile.state
    if state is None or tile.recorded or tile.refused:
        return ""
    if state.reason:
        return reason_words(state.reason)
    if state.records is Records.LOST:
        return QCoreApplication.translate("CameraTile", "Not recorded: no main stream")
    return ""


def _playback_fault(word: str) -> tuple[str, str]:
    """For a word of `video.playback.faults`: what it is, and what can be done."""
    if word == "damaged":
        return (
            QCoreApplication.translate("CameraTile", "Damaged footage"),
            QCoreApplication.translate(
                "CameraTile",
                "This part of the file cannot be read. It goes on after it; other copies may be sound.",
            ),
        )
    if word == "no_room":
        return (
            QCoreApplication.translate("CameraTile", "No memory for the picture"),
            QCoreApplication.translate("CameraTile", "Close other playbacks or programs on the server."),
        )
    return (
        QCoreApplication.translate("CameraTile", "No footage of this time"),
        QCoreApplication.translate(
            "CameraTile",
            "Nothing was recorded then, or it is deleted. The timeline shows where there is footage.",
        ),
    )


def _last_picture(state: CameraState, now: int) -> str:
    if not state.last_frame:
        return QCoreApplication.translate("CameraTile", "no picture yet")
    line = QCoreApplication.translate("CameraTile", "last picture {0}, {1}")
    return line.format(hour(state.last_frame), _whole(age((now - state.last_frame) / 1000)))


def why_no_signal(tile: Tile, now: int) -> str:
    """The third line: the reason, and when it is tried again."""
    state = tile.state
    if state is None:
        return ""
    parts = [reason_words(state.reason)]
    if state.next_try > now:
        again = QCoreApplication.translate("CameraTile", "next try in {0}")
        parts.append(again.format(_whole(span((state.next_try - now) / 1000))))
    return ", ".join(part for part in parts if part)
