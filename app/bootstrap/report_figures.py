"""Streams a period out of the database, page by page, into its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from app.bootstrap.report_spans import ReportSpan
from app.bridge.quality_reading import QualityReading
from app.domain.alarm_quality import AlarmQuality
from app.domain.incidents.flood import FloodLimits
from app.domain.reporting.period import PeriodFigures, PeriodFold
from app.store import report_reading
from app.store.reader import Reader
from widgets.reports.supply_tables import LampMonth, Metered

DAY_MS = 86_400_000
EPOCH = 719_163
"""The first of January 1970 as `date.toordinal` counts."""
METERED = ("energy_consumed", "volume")
"""Quantities that only grow."""
BUCKETS = 100
"""How finely a meter is read: a change for another one is lost by what it counted in one of them."""

OnProgress = Callable[[float], None]


def read_period(reader: Reader, span: ReportSpan, on_progress: OnProgress) -> PeriodFigures:
    """Every page is a transaction of its own: the writer and the console are never held up."""
    since, until = span.since, span.until
    fold = PeriodFold(since, until, span.months())
    total = reader.ask(partial(report_reading.count_opened, since=since, until=until))
    read, after = 0, (0, 0)
    while True:
        page, then = reader.ask(partial(report_reading.opened_page, since=since, until=until, after=after))
        fold.add(page)
        read += len(page)
        on_progress(min(1.0, read / max(total, 1)))
        if then == after:
            break
        after = then
    standing, after = reader.ask(partial(report_reading.count_still_open, at=since)), (0, 0)
    while True:
        page, then = reader.ask(partial(report_reading.closed_page, since=since, until=until, after=after))
        fold.add(page)
        if then == after:
            break
        after = then
    return fold.result(standing + _closed_later(reader, since))


def _closed_later(reader: Reader, at: int) -> int:
    """Those that were opened before a moment and closed after it."""
    found, after = 0, (0, 0)
    while True:
        some, read, after = reader.ask(partial(report_reading.count_closed_later, at=at, after=after))
        found += some
        if read < report_reading.COUNTED:
            return found


def read_quality(
    reader: Reader, span: ReportSpan, limits: FloodLimits, on_progress: OnProgress
) -> AlarmQuality:
    reading = QualityReading(span.since, span.until, limits)
    while not reading.step(reader):
        on_progress(reading.share)
    return reading.result()


def read_lamps(reader: Reader, span: ReportSpan) -> list[LampMonth]:
    first, last = span.first.toordinal() - EPOCH, span.last.toordinal() - EPOCH
    months: dict[int, LampMonth] = {}
    month_of = span.months()
    for each in reader.ask(partial(report_reading.lamp_days, first_day=first, last_day=last)):
        month = month_of(each.day * DAY_MS + DAY_MS // 2)
        known = months.get(month, LampMonth(month, 0, 0.0, 0.0))
        months[month] = LampMonth(
            month,
            max(known.lamps, each.lamps),
            known.kwh + each.wh / 1000,
            known.lit_hours + each.on_s / 3600,
        )
    return list(months.values())


def read_meters(reader: Reader, span: ReportSpan, on_progress: OnProgress) -> list[Metered]:
    """What went through the meters of each kind and zone; one that was changed for a new one counts on."""
    meters = [
        (quantity, meter)
        for quantity in METERED
        for meter in reader.ask(partial(report_reading.meters, quantity=quantity))
    ]
    amounts: Counter[tuple[str, str, str]] = Counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    for place, (quantity, meter) in enumerate(meters, 1):
        series = reader.series(meter.device, quantity, span.since, span.until, BUCKETS)
        if len(series) > 1:
            key = (quantity, meter.kind, meter.zone)
            steps = zip(series.last, series.last[1:], strict=False)
            amounts[key] += sum(max(0.0, then - now) for now, then in steps)  # type: ignore[assignment]
            counts[key] += 1
        on_progress(place / len(meters))
    return [Metered(*key, counts[key], float(amounts[key])) for key in sorted(amounts)]
