"""The link to the broker on which devices are heard: hands arrivals over in batches, acknowledges."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence

from app.feed.backoff import Backoff
from app.feed.connection import Connection, Dial
from app.feed.hearing import Ears, HearingConnection
from app.feed.kept_link import KeptLink
from app.feed.link_state import LinkState, LossReason
from app.feed.messages import Arrival
from app.settings.sections import BrokerSettings


class BrokerLink(KeptLink):
    """Its thread is `broker-link`; stopping keeps the session at the broker.

    `on_batch` and `on_state` are called on that thread. `on_batch` comes at most every 25 ms or
    2,000 messages; while it runs nothing is read, so a slow one slows the broker down.
    """

    def __init__(
        self,
        settings: BrokerSettings,
        *,
        filters: Sequence[str],
        on_batch: Callable[[list[Arrival]], None],
        on_state: Callable[[LinkState], None],
        client_id: str = "",
        backoff: Backoff | None = None,
    ) -> None:
        super().__init__(settings, client_id=client_id, thread="broker-link", backoff=backoff)
        self._filters = tuple(filters)
        self._on_batch, self._on_state = on_batch, on_state
        self._acknowledgements: deque[tuple[int, int]] = deque()
        self._subscribed_by: BrokerSettings | None = None
        """With whose session the broker knows the subscriptions."""

    def acknowledge(self, arrivals: Iterable[Arrival]) -> None:
        """Acknowledge in the order given, from any thread; those of an older connection are passed over."""
        epoch = self._epoch
        fresh = [(each.epoch, each.mid) for each in arrivals if each.qos and each.epoch == epoch]
        if fresh:
            self._acknowledgements.extend(fresh)
            self._wake()

    def _connection(self, dial: Dial) -> Connection:
        self._acknowledgements.clear()
        return HearingConnection(
            dial,
            filters=self._filters,
            first=self._subscribed_by is not dial.settings,
            ears=Ears(self._hand, self._up, self._latency, self._refused),
            acknowledgements=self._acknowledgements,
        )

    def _told(self, state: LinkState) -> None:
        self._on_state(state)

    def _hand(self, batch: list[Arrival]) -> None:
        try:
            self._on_batch(batch)
        except Exception:  # noqa: BLE001 (a listener must not end the link)
            self._log.exception("A batch of %d messages was lost on its way in", len(batch))

    def _up(self, session_present: bool, window: int) -> None:
        self._subscribed_by = self._settings
        self._came_up(session_present=session_present, window=window)

    def _latency(self, milliseconds: float) -> None:
        self._tell(latency_ms=milliseconds)

    def _refused(self, topics: str) -> None:
        self._log.warning("The broker refuses the subscription to %s", topics)
        self._tell(reason=LossReason.SUBSCRIPTION_REFUSED, detail=topics)
