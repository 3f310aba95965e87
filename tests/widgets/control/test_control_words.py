"""Every state, end, interlock, order and refusal of remote control has its words."""

from dataclasses import replace

import pytest

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.commands import Command, CommandState, EndReason
from app.domain.interlocks import Interlock
from app.domain.orders import Action, Errand, Order
from app.settings.actions import load_actions
from app.settings.catalogue import load_catalogue
from widgets.access import refusal_words
from widgets.control import words

COMMAND = Command("c1", "VAL-1", "valve", Order(Action.SET_POSITION, 0.0), "r.quispe", "", 0, 1)


@pytest.mark.parametrize("state", CommandState)
def test_every_state_is_a_phrase(qapp, state):
    end = EndReason.NO_ANSWER if state in (CommandState.TIMED_OUT, CommandState.CANCELLED) else EndReason.NONE
    said = words.state(replace(COMMAND, state=state, end=end))
    assert " " in said or said in {"Closed", "Drafted"}
    assert said != str(state)


@pytest.mark.parametrize("reason", [one for one in EndReason if one])
def test_every_end_is_a_phrase(qapp, reason):
    assert words.end(reason) not in ("", str(reason))


@pytest.mark.parametrize("which", Interlock)
def test_every_interlock_is_named_and_gives_a_reason_to_skip(qapp, which):
    assert words.interlock(which) not in ("", str(which), str(which).replace("_", " "))
    assert words.skip(str(which))


@pytest.mark.parametrize(
    ("order", "kind", "said"),
    [
        (Order(Action.SET_POSITION, 0.0), "valve", "close"),
        (Order(Action.SET_POSITION, 100.0), "valve", "open"),
        (Order(Action.SET_POSITION, 43.0), "valve", "throttle to 43\u202f%"),
        (Order(Action.HOLD), "valve", "hold where it is"),
        (Order(Action.START), "pump", "start"),
        (Order(Action.START, 70.0), "pump", "start at 70\u202f%"),
        (Order(Action.STOP), "pump", "stop"),
        (Order(Action.STOP), "cabinet", "cut the circuit"),
        (Order(Action.START), "cabinet", "feed the circuit"),
        (Order(Action.SOUND, tone="tsunami", duration_s=60.0), "siren", "sound tsunami for 1 min"),
        (
            Order(Action.SOUND, tone="alert", duration_s=60.0, test=True),
            "siren",
            "sound alert for 1 min · test",
        ),
        (Order(Action.SET_LEVEL, 0.0), "luminaire", "switch off"),
        (Order(Action.SET_LEVEL, 45.0), "luminaire", "set to 45\u202f%"),
        (Order(Action.ATTEND, errand=Errand("INC-0417")), "crew", "go to INC-0417"),
        (Order(Action.STAND_DOWN), "crew", "stand down"),
    ],
)
def test_an_order_reads_as_what_is_asked(qapp, order, kind, said):
    assert words.order(order, kind) == said


def test_every_action_and_tone_of_the_catalogue_has_words(qapp):
    for (kind, action), spec in load_actions(load_catalogue()).items():
        assert words.order(Order(action, 50.0), kind) not in ("", str(action)) or action in (
            "stop",
            "silence",
        )
        for tone in spec.tones:
            assert "_" not in words.tone(tone)


def test_a_device_that_is_done_is_not_said_to_be_confirmed(qapp):
    done = replace(COMMAND, state=CommandState.EXECUTING, done_at=5)
    assert words.state(done) == "Done, says the device; measurement awaited"


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_is_a_sentence(qapp, refusal):
    said = refusal_words.refusal(Verdict(Outcome.REFUSED, 0, refusal, who=("supervisor",)))
    assert " " in said
    assert said != str(refusal)


def test_a_reservation_names_who_has_it(qapp):
    verdict = Verdict(Outcome.REFUSED, 0, Refusal.RESERVED, who=("m.rojas",))
    assert refusal_words.refusal(verdict) == "m.rojas has it selected."
    assert refusal_words.refusal(Verdict(Outcome.APPLIED, 1)) == ""
    assert "was first" in refusal_words.refusal(Verdict(Outcome.SUPERSEDED, superseded_by="m.rojas"))


def test_what_a_device_says_is_shown_harmless_and_short(qapp):
    assert words.said("local") == "its switch is on local"
    assert words.said("a\u202eb" + "x" * 500).startswith("ab")
    assert len(words.said("x" * 500)) <= 80
