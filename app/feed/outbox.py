"""The way out to the devices: a second client at the broker, with a clean session, for commands alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

from paho.mqtt.client import MQTTv5

from app.domain.commands import Command
from app.domain.instant import Instant
from app.feed.backoff import Backoff
from app.feed.connection import Connection, Dial
from app.feed.kept_link import KeptLink
from app.feed.link_state import LinkState, Phase
from app.feed.sending import SendingConnection, Waiting
from app.settings.sections import BrokerSettings

LONGEST_WAIT_S = 5.0
"""Between two tries: nobody can act while it is away."""


class Outbox(KeptLink):
    """Its thread is `broker-commands`. Nothing outlives a connection: neither the client nor what it held,
    so a command that a broken link held up is never sent later.

    `on_link` is called on that thread with whether it is up now, and whether with MQTT 5, at every change.
    """

    suffix = "-commands"
    serves = " for commands"

    def __init__(
        self,
        settings: BrokerSettings,
        *,
        root: str,
        site: str,
        on_link: Callable[[bool, bool], None],
        client_id: str = "",
        backoff: Backoff | None = None,
    ) -> None:
        super().__init__(
            settings,
            client_id=client_id,
            thread="broker-commands",
            backoff=backoff or Backoff(longest_s=LONGEST_WAIT_S),
        )
        self._base, self._on_link = f"{root}/{site}", on_link
        self._waiting = Waiting()
        self._was_up = False

    @property
    def up(self) -> bool:
        """Whether it is connected now. Any thread."""
        return self._waiting.is_open

    @property
    def version5(self) -> bool:
        """Whether the connection speaks MQTT 5, with which the broker too lets commands expire."""
        return self._protocol == MQTTv5

    def publish(self, commands: Sequence[Command]) -> int:
        """Hand over for sending, in order; never waits, any thread. How many were taken: those after it were
        not sent and never will be. One that is expired when its turn comes is not sent either."""
        taken = self._waiting.put(commands, Instant(time.monotonic(), int(time.time() * 1000)))
        if taken:
            self._wake()
        return taken

    def holds(self, command: str) -> bool:
        """Whether the command was taken and its sending has not begun. Any thread."""
        return self._waiting.holds(command)

    def withdraw(self, commands: Collection[str]) -> int:
        """Do not send these any more; how many of them it still held. Any thread."""
        return self._waiting.withdraw(commands)

    def _connection(self, dial: Dial) -> Connection:
        self._note(False)
        return SendingConnection(dial, base=self._base, waiting=self._waiting, up=self._came_up)

    def _told(self, state: LinkState) -> None:
        self._note(state.phase is Phase.UP)

    def _note(self, up: bool) -> None:
        if up is not self._was_up:
            self._was_up = up
            self._on_link(up, self.version5)
