"""A short visit to the broker of the settings from the command line: whether it answers, and how."""

from __future__ import annotations

import logging
import secrets
import threading

from app.feed.link import BrokerLink
from app.feed.link_state import LinkState, Phase
from app.settings.sections import BrokerSettings

CONNECT_LIMIT_S = 5.0
ANSWER_LIMIT_S = 12.0
"""Both versions of MQTT, one after the other, each with its own limit."""
LARGEST_WINDOW = 65_535


def visiting(settings: BrokerSettings) -> BrokerSettings:
    """The settings for a visit: an id of its own, nothing kept afterwards, and less patience."""
    return settings.model_copy(
        update={
            "client_id": f"atalaya-visit-{secrets.token_hex(4)}",
            "session_expiry_s": 0,
            "receive_maximum": LARGEST_WINDOW,
            "connect_timeout_s": min(settings.connect_timeout_s, CONNECT_LIMIT_S),
        }
    )


def reach(settings: BrokerSettings) -> LinkState:
    """The first final state of a link that listens to nothing: up and measured, or down. Blocks up to
    `ANSWER_LIMIT_S`."""
    # What the link would log is what is returned.
    logging.getLogger("app.feed").addHandler(logging.NullHandler())
    told = threading.Event()
    states: list[LinkState] = []

    def hear(state: LinkState) -> None:
        states.append(state)
        if state.phase is Phase.DOWN or (state.phase is Phase.UP and state.latency_ms is not None):
            told.set()

    link = BrokerLink(visiting(settings), filters=(), on_batch=lambda _: None, on_state=hear)
    link.start()
    told.wait(ANSWER_LIMIT_S)
    newest = states[-1]
    link.stop()
    return newest
