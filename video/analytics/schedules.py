"""Whether a stage's schedule holds: `22:00-06:00, 12:00-13:00` in the site's time, over midnight too."""

from __future__ import annotations

import datetime as dt

from app.domain.video.schedules import minutes_of


def holds(schedule: str, at_ms: int, zone: dt.tzinfo) -> bool:
    """Always where the schedule is empty or says nothing that is understood: better watched than not."""
    minutes = minutes_of(schedule)
    if not minutes:
        return True
    moment = local(at_ms, zone)
    return moment.hour * 60 + moment.minute in minutes


def local(at_ms: int, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC).astimezone(zone)
