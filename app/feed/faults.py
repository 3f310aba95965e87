"""How the decoder says no inside the feed: one refusal for a whole message, a list for its parts."""

from __future__ import annotations

from app.feed.messages import HEAD_BYTES, Arrival, Reject, RejectReason

LONGEST_DETAIL = 240
Faults = list[tuple[RejectReason, str]]


class Refused(Exception):
    """The whole message cannot be taken. Never leaves the feed."""

    def __init__(self, reason: RejectReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def reject(arrival: Arrival, reason: RejectReason, detail: str) -> Reject:
    return Reject(arrival.topic[:1024], bytes(arrival.payload[:HEAD_BYTES]), reason, detail[:LONGEST_DETAIL])


def rejects(arrival: Arrival, faults: Faults) -> tuple[Reject, ...]:
    """One Reject a reason, so that a message with a thousand bad fields makes no flood of its own."""
    grouped: dict[RejectReason, list[str]] = {}
    for reason, detail in faults:
        grouped.setdefault(reason, []).append(detail)
    found = []
    for reason, details in grouped.items():
        more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
        found.append(reject(arrival, reason, details[0][: LONGEST_DETAIL - len(more)] + more))
    return tuple(found)
