"""When alarms sound, in the words of an operator."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority
from widgets.sound_plan import EVERY_S, SILENCE_S, SoundPlan

C, A, M, B = Priority.CRITICAL, Priority.HIGH, Priority.MEDIUM, Priority.LOW


def standing(*priorities: Priority) -> dict[Priority, int]:
    return {priority: priorities.count(priority) for priority in Priority}


def test_a_critical_alarm_sounds_at_once_and_every_five_seconds():
    plan = SoundPlan()
    plan.take(standing(C), {C}, 10.0)
    assert plan.sound(10.0) is C
    assert plan.sound(14.9) is None
    assert plan.sound(15.0) is C


def test_the_worst_sounds_alone():
    plan = SoundPlan()
    plan.take(standing(A, C, M), {A, C, M}, 0.0)
    heard = {plan.sound(second * 0.5) for second in range(60)} - {None}
    assert heard == {C}


def test_a_medium_alarm_sounds_once_and_a_low_one_never():
    plan = SoundPlan()
    plan.take(standing(M), {M}, 0.0)
    assert [plan.sound(second) for second in (0.0, 5.0, 60.0)] == [M, None, None]
    plan.take(standing(B), {B}, 100.0)
    assert plan.sound(100.0) is None


def test_silence_lasts_two_minutes_and_acknowledges_nothing():
    plan = SoundPlan()
    plan.take(standing(A), {A}, 0.0)
    plan.silence(1.0)
    assert plan.sound(60.0) is None
    assert plan.silent_for(61.0) == SILENCE_S - 60.0
    assert plan.sound(121.0) is A


def test_a_new_critical_alarm_breaks_the_silence_and_a_new_high_one_does_not():
    plan = SoundPlan()
    plan.take(standing(A), {A}, 0.0)
    plan.silence(1.0)
    plan.take(standing(A, A), {A}, 2.0)
    assert plan.sound(2.0) is None
    plan.take(standing(A, A, C), {C}, 3.0)
    assert plan.sound(3.0) is C
    assert plan.silent_for(3.0) == 0.0


def test_when_the_worst_is_acknowledged_the_next_takes_over():
    plan = SoundPlan()
    plan.take(standing(A, C), {A, C}, 0.0)
    plan.sound(0.0)
    plan.take(standing(A), set(), 1.0)
    assert plan.sound(16.0) is A


@given(
    st.lists(
        st.tuples(st.sampled_from(["raise", "clear", "silence", "wait"]), st.sampled_from(list(Priority))),
        max_size=40,
    )
)
def test_nothing_ever_sounds_faster_than_its_rhythm_or_below_the_worst(steps):
    plan, waiting, now, last = SoundPlan(), set(), 0.0, {}
    for what, priority in steps:
        now += 1.0
        fresh = set()
        if what == "raise" and priority not in waiting:
            waiting.add(priority)
            fresh = {priority}
        elif what == "clear":
            waiting.discard(priority)
        elif what == "silence":
            plan.silence(now)
        plan.take(standing(*waiting), fresh, now)
        heard = plan.sound(now)
        if heard is None:
            continue
        assert heard is max(waiting)
        assert heard is not B
        assert plan.sound(now) is None
        if not fresh and heard in EVERY_S and last.get("of") is heard:
            assert now - last["at"] >= EVERY_S[heard]
        last = {"of": heard, "at": now}
