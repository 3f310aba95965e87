"""The engine's figures, once a second, from where each is known."""

from __future__ import annotations

from dataclasses import dataclass

from app.engine.city import City
from app.engine.meters import Rates, Tally
from app.feed.link_state import LinkState
from app.store.records import StoreState
from app.wire.messages import FeedFigures, Figures, StoreFigures


@dataclass(frozen=True, slots=True)
class FigureSources:
    city: City
    link: LinkState | None
    store: StoreState
    rates: Rates
    consoles: int
    dropped: int


def figures(sources: FigureSources, at: int) -> Figures:
    parts, rates = sources.city.parts, sources.rates
    fresh, late, lost = parts.watch.counts()
    return Figures(
        at=at,
        feed=_feed(sources.link, rates, parts.tally, sources.dropped),
        store=_store(sources.store),
        devices=parts.devices.count,
        fresh=fresh,
        late=late,
        lost=lost,
        points=parts.points.table.rows,
        readings_per_s=rates.readings_per_s,
        judged_per_s=rates.judged_per_s,
        standing_alarms=parts.marks.standing,
        consoles=sources.consoles,
        memory_bytes=rates.memory_bytes,
        processor=rates.processor,
        refused_devices=parts.tally.refused_devices,
    )


def _feed(link: LinkState | None, rates: Rates, tally: Tally, dropped: int) -> FeedFigures:
    return FeedFigures(
        phase=str(link.phase) if link else "connecting",
        since=link.since_ms if link else 0,
        broker=link.broker if link else "",
        reason=link.reason if link else "",
        detail=link.detail if link else "",
        protocol=link.protocol if link else "",
        encrypted=bool(link and link.encrypted),
        local=bool(link and link.broker.rsplit(":", 1)[0] in ("127.0.0.1", "localhost", "::1", "[::1]")),
        latency_ms=link.latency_ms if link else None,
        next_try=link.next_try_ms if link else None,
        messages_per_s=rates.messages_per_s,
        lag_ms=rates.lag_ms,
        messages=tally.messages,
        rejects=tally.rejects,
        dropped=dropped,
    )


def _store(state: StoreState) -> StoreFigures:
    return StoreFigures(
        phase=state.phase,
        since=state.since_ms,
        reason=state.reason,
        lag_s=state.lag_s,
        queued=state.queued,
        written=state.written_total,
        unrecorded=state.given_up,
        size_bytes=state.size_bytes,
    )
