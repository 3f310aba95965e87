"""What connecting to the broker tells of it: that it answers, how, and how large its window is."""

from __future__ import annotations

from app.bootstrap.broker_visit import reach
from app.bootstrap.doctor_words import Finding, State
from app.domain.catalogue import Label
from app.feed.link_state import LinkState, LossReason, Phase
from app.settings.sections import BrokerSettings

ASKED_WINDOW = 20_000
"""`max_inflight_messages` as the manual asks it."""
SHORT_WINDOW = 1_000
ENCRYPTED = {True: Label("cifrado", "encrypted"), False: Label("sin cifrar", "not encrypted")}

REASONS = {
    LossReason.UNREACHABLE: Label("no se alcanza", "cannot be reached"),
    LossReason.NO_ANSWER: Label(
        "acepta la conexión pero no contesta", "takes the connection but says nothing"
    ),
    LossReason.CLOSED: Label("cierra la conexión", "closes the connection"),
}
SILENCE = Label("no contesta", "does not answer")

_SAYINGS = {
    LossReason.NOT_AUTHORISED: "broker_not_authorised",
    LossReason.TLS: "broker_tls",
    LossReason.CERTIFICATE_FILE: "broker_tls",
    LossReason.REFUSED: "broker_refused",
    LossReason.TAKEN_OVER: "broker_refused",
}


def check_broker(settings: BrokerSettings, *, named: bool) -> list[Finding]:
    """Connects with an id of its own, hears nothing, and leaves; some seconds.

    `named`: whether a settings file asks for this broker, or it is only the default.
    """
    state = reach(settings)
    if state.phase is not Phase.UP:
        return [_away(state, named=named)]
    latency = "—" if state.latency_ms is None else f"{state.latency_ms:.1f} ms"
    answers = Finding(
        "broker",
        State.OK,
        "broker_ok",
        {
            "broker": state.broker,
            "latency": latency,
            "protocol": state.protocol,
            "encrypted": ENCRYPTED[state.encrypted],
        },
    )
    window = _window(state)
    queue = "queue_likely" if window.state is State.OK else "queue_unknown"
    return [answers, window, Finding("broker_queue", window.state, queue)]


def _away(state: LinkState, *, named: bool) -> Finding:
    reason = REASONS.get(state.reason, SILENCE)
    values = {"broker": state.broker, "reason": reason, "detail": state.detail or "—"}
    says = _SAYINGS.get(state.reason, "broker_unreachable")
    if not named and says == "broker_unreachable":
        return Finding("broker", State.WARN, "broker_unnamed", values)
    return Finding("broker", State.FAIL, says, values)


def _window(state: LinkState) -> Finding:
    name, values = "broker_window", {"window": state.window}
    if state.window == 0:
        if state.protocol == "MQTT 5":
            return Finding(name, State.OK, "window_unlimited")
        return Finding(name, State.WARN, "window_untold")
    if state.window < SHORT_WINDOW:
        return Finding(name, State.WARN, "window_tiny", values)
    return Finding(name, State.OK, "window_ok" if state.window >= ASKED_WINDOW else "window_short", values)
