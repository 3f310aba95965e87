"""What each cell of the status strip says: pure words from the engine's figures and its link."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.bridge.views import EngineLink
from app.wire.messages import FeedFigures, Figures, StoreFigures
from widgets import reasons
from widgets.formats import NONE, moment, number, span

OLD_FIGURES_S = 4.0
"""Figures come once a second; older than this they are shown as old."""
SLOW_FEED_MS = 2_000.0
SLOW_STORE_S = 5.0


class Mood(enum.StrEnum):
    """How a cell is drawn: plain, hatched, or with the plate of what fails."""

    OK = "ok"
    STALE = "stale"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is the value; `explain` says since when, what follows, and the way out."""

    text: str = NONE
    mood: Mood = Mood.STALE
    explain: str = ""
    critical: bool = False
    """Marked with the shape of what is critical: somebody else can read or change what goes there."""


NOTHING = Cell()


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def broker(feed: FeedFigures, now_ms: int) -> Cell:
    """The link from the engine to the broker; an unencrypted link off the machine is never plain."""
    since = _since(feed.since, now_ms)
    if feed.phase == "up":
        if not feed.encrypted and not feed.local:
            return Cell(
                QCoreApplication.translate("StatusCells", "Not encrypted"),
                Mood.FAILING,
                _lines(
                    QCoreApplication.translate("StatusCells", "Connected to {0} without encryption.").format(
                        feed.broker
                    ),
                    QCoreApplication.translate(
                        "StatusCells", "Others on the network can read and change it."
                    ),
                    QCoreApplication.translate("StatusCells", "Use mqtts:// in the settings."),
                    since,
                ),
                critical=True,
            )
        text = QCoreApplication.translate("StatusCells", "Connected")
        if feed.latency_ms is not None:
            text = f"{text} · {number(feed.latency_ms, 0)} ms"
        return Cell(text, Mood.OK, _lines(f"{feed.broker} · {feed.protocol}", since))
    if feed.phase == "connecting":
        text = QCoreApplication.translate("StatusCells", "Connecting")
        return Cell(text, Mood.STALE, _lines(feed.broker, reasons.loss(feed.reason), feed.detail, since))
    return Cell(
        QCoreApplication.translate("StatusCells", "No link · {0}").format(_elapsed(feed.since, now_ms)),
        Mood.FAILING,
        _lines(
            QCoreApplication.translate("StatusCells", "No link to the broker {0}.").format(feed.broker),
            reasons.loss(feed.reason),
            feed.detail,
            QCoreApplication.translate("StatusCells", "The last values are shown."),
            retry(feed.next_try, now_ms),
            since,
        ),
    )


def locked_secrets() -> Cell:
    return Cell(
        QCoreApplication.translate("StatusCells", "Locked"),
        Mood.FAILING,
        _lines(
            QCoreApplication.translate("StatusCells", "The passwords of broker and cameras cannot be used."),
            QCoreApplication.translate("StatusCells", "Click to enter the passphrase."),
        ),
    )


def messages(feed: FeedFigures) -> Cell:
    text = QCoreApplication.translate("StatusCells", "{0} /s").format(number(feed.messages_per_s, 0))
    explain = [
        QCoreApplication.translate("StatusCells", "{0} received").format(number(feed.messages, 0)),
        QCoreApplication.translate("StatusCells", "{0} rejected").format(number(feed.rejects, 0)),
    ]
    if feed.dropped:
        explain.append(
            QCoreApplication.translate("StatusCells", "{0} given up").format(number(feed.dropped, 0))
        )
    return Cell(text, Mood.OK if feed.phase == "up" else Mood.STALE, _lines(*explain))


def lag(feed: FeedFigures) -> Cell:
    """From receipt to the screen's columns."""
    seconds = feed.lag_ms / 1000
    mood = Mood.OK if feed.lag_ms < SLOW_FEED_MS else Mood.FAILING
    explain = "" if mood is Mood.OK else QCoreApplication.translate("StatusCells", "The engine falls behind.")
    return Cell(f"{number(seconds, 1 if seconds >= 0.095 else 2)} s", mood, explain)


def store(figures: StoreFigures, now_ms: int) -> Cell:
    """The database: up to date, behind, or not recording."""
    queued = QCoreApplication.translate("StatusCells", "{0} waiting").format(number(figures.queued, 0))
    if figures.phase == "failing":
        return Cell(
            QCoreApplication.translate("StatusCells", "Not recording · {0}").format(
                _elapsed(figures.since, now_ms)
            ),
            Mood.FAILING,
            _lines(
                reasons.fault(figures.reason),
                QCoreApplication.translate("StatusCells", "Alarms go on; what comes in is not kept."),
                QCoreApplication.translate(
                    "StatusCells", "Free space on the disk, or ask the administrator."
                ),
                queued,
            ),
        )
    behind = QCoreApplication.translate("StatusCells", "{0} s behind").format(number(figures.lag_s, 1))
    if figures.phase == "slow" or figures.lag_s > SLOW_STORE_S:
        return Cell(behind, Mood.STALE, _lines(reasons.fault(figures.reason), queued))
    if figures.phase == "closed":
        return Cell(
            QCoreApplication.translate("StatusCells", "Closed"), Mood.STALE, reasons.fault(figures.reason)
        )
    text = QCoreApplication.translate("StatusCells", "Up to date")
    size = QCoreApplication.translate("StatusCells", "{0} MB on disk").format(
        number(figures.size_bytes / 1e6, 0)
    )
    return Cell(text, Mood.OK, _lines(behind, queued, size, _since(figures.since, now_ms)))


def devices(figures: Figures) -> Cell:
    """Fresh out of all; those late or lost are in the explanation."""
    silent = figures.late + figures.lost
    return Cell(
        f"{number(figures.fresh, 0)} / {number(figures.devices, 0)}",
        Mood.OK,
        _lines(
            QCoreApplication.translate("StatusCells", "{0} late, {1} lost").format(
                number(figures.late, 0), number(figures.lost, 0)
            )
            if silent
            else QCoreApplication.translate("StatusCells", "All report in time"),
            QCoreApplication.translate("StatusCells", "{0} refused: the limit is reached").format(
                number(figures.refused_devices, 0)
            )
            if figures.refused_devices
            else "",
        ),
    )


def engine_sentence(link: EngineLink, now_ms: int, *, picture: bool = True) -> str:
    """What is said over everything while the engine is away; empty when it is there. Without a `picture`
    nothing is said of its age."""
    since = _elapsed(link.since_ms, now_ms)
    old = QCoreApplication.translate("StatusCells", "What you see is old.") if picture else ""
    if link.phase == "up":
        return ""
    if link.phase == "starting":
        head = QCoreApplication.translate("StatusCells", "Starting the engine, {0}.").format(since)
        return _joined(head, link.reason)
    if link.phase == "stopped":
        head = QCoreApplication.translate("StatusCells", "Engine stopped {0} ago.").format(since)
        return _joined(head, link.reason, old)
    if link.phase == "given_up":
        head = QCoreApplication.translate("StatusCells", "Engine lost {0} ago, restarts used up.").format(
            since
        )
        way = QCoreApplication.translate("StatusCells", "Close the console and start it again.")
        return _joined(head, link.reason, old, way)
    if link.phase == "hung":
        head = QCoreApplication.translate("StatusCells", "Engine silent for {0}.").format(since)
    else:
        head = QCoreApplication.translate("StatusCells", "Engine lost {0} ago.").format(since)
    doing = QCoreApplication.translate("StatusCells", "Restarting it, try {0}.").format(max(1, link.attempt))
    return _joined(head, link.reason, old, retry(link.next_try_ms, now_ms) or doing)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def retry(next_try_ms: int | None, now_ms: int) -> str:
    """When it is tried again; empty when nobody said."""
    if next_try_ms is None:
        return ""
    left = max(0, round((next_try_ms - now_ms) / 1000))
    return QCoreApplication.translate("StatusCells", "Tries again in {0} s.").format(left)


def _elapsed(since_ms: int, now_ms: int) -> str:
    return span((now_ms - since_ms) / 1000)


def _since(since_ms: int, now_ms: int) -> str:
    return QCoreApplication.translate("StatusCells", "Since {0}").format(moment(since_ms, now_ms))
