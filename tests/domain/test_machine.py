"""Whatever happens in whatever order: what an alarm system must never do."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.acts import (
    Acknowledge,
    Act,
    Comment,
    Outcome,
    Reset,
    ReturnToService,
    Seen,
    Shelve,
    TakeOutOfService,
    Unshelve,
)
from app.domain.alarms import Alarm, Transition
from app.domain.devices import Device, Liveness
from app.domain.rules import Level
from app.domain.shelving import ShelvingLimits
from tests.domain.scene import Scene, event, high, low, stale

DEVICES = (
    Device("T1", "sensor", "Cabecera"),
    Device("S1", "sensor", "Sensor 1", parent="T1"),
    Device("S2", "sensor", "Sensor 2", parent="S1"),
)
IDS = st.sampled_from([device.id for device in DEVICES])
RULES = (
    high("sensor.hihi", limit=20.0, deadband=2.0, level=Level.HIHI, latched=True),
    high("sensor.hi", limit=10.0, deadband=1.0, on_delay_s=3.0, off_delay_s=2.0, outranked_by="sensor.hihi"),
    low("sensor.lo", limit=2.0, count=3, window_s=30.0, acknowledge_on_return=True),
    event(realarm_s=60.0),
    stale(suppresses_children=True, release_s=10.0),
)


class AlarmMachine(RuleBasedStateMachine):
    """Three devices in a chain; the scene checks at every step that the changes tell the whole story."""

    def __init__(self) -> None:
        super().__init__()
        self.limits = ShelvingLimits(longest_minutes=5, largest_count=2)
        self.city = Scene(*RULES, devices=DEVICES, limits=self.limits)
        self.previous: dict[str, Alarm] = {}
        self.looks: list[Seen] = []

    def alarms_of(self, device: str) -> list[Alarm]:
        return [alarm for alarm in self.city.center.alarms.values() if alarm.device == device]

    @rule(device=IDS, value=st.sampled_from([1.0, 2.0, 5.0, 9.5, 11.0, 19.0, 25.0]))
    def a_reading_comes(self, device: str, value: float) -> None:
        self.city.read(value, device=device)

    @rule(device=IDS, value=st.sampled_from([1.0, 25.0]))
    def a_late_reading_changes_nothing(self, device: str, value: float) -> None:
        self.city.wait(0.0)
        assert self.city.read(value, device=device, historical=True) == []

    @rule(device=IDS, active=st.booleans())
    def an_event_comes(self, device: str, active: bool) -> None:
        self.city.pass_unnoticed(0.001)
        self.city.hear(active, device=device)

    @rule(device=IDS, liveness=st.sampled_from([Liveness.FRESH, Liveness.LATE, Liveness.LOST]))
    def a_device_falls_silent_or_speaks(self, device: str, liveness: Liveness) -> None:
        self.city.silence(liveness, device)

    @rule(seconds=st.sampled_from([0.5, 2.0, 3.0, 10.0, 31.0, 61.0, 301.0]))
    def time_goes_by(self, seconds: float) -> None:
        self.city.wait(seconds)

    @rule(seconds=st.sampled_from([2.0, 31.0]))
    def time_goes_by_between_ticks(self, seconds: float) -> None:
        self.city.pass_unnoticed(seconds)

    @rule()
    def an_operator_looks(self) -> None:
        self.looks = [Seen(alarm.id, alarm.version) for alarm in self.city.center.alarms.values()]

    @rule()
    def all_that_was_seen_is_acknowledged(self) -> None:
        before = dict(self.city.folded)
        self.city.act(Acknowledge(tuple(self.looks)))
        seen = {look.alarm: look.version for look in self.looks}
        for alarm, after in self.city.folded.items():
            was = before[alarm]
            assert (after.active, after.latched) == (was.active, was.latched), (
                "acknowledging cleared something"
            )
            if was.unacknowledged and was.raised_version > seen.get(alarm, 0):
                assert after.unacknowledged, "an activation was acknowledged that nobody had seen"

    @rule(
        device=IDS,
        make=st.sampled_from(
            [
                lambda seen: Reset((seen,)),
                lambda seen: Shelve(seen, 1, "Ruido"),
                lambda seen: Shelve(seen, 5, "Ruido"),
                lambda seen: Shelve(seen, 6, "Ruido"),
                Unshelve,
                lambda seen: TakeOutOfService(seen, "Orden 118"),
                ReturnToService,
                lambda seen: Comment(seen, "Visto"),
            ]
        ),
        number=st.integers(0, 4),
    )
    def something_else_is_done(self, device: str, make: object, number: int) -> None:
        alarms = self.alarms_of(device)
        if not alarms:
            return
        alarm = alarms[number % len(alarms)]
        act: Act = make(Seen(alarm.id, alarm.version))  # type: ignore[operator]
        verdict = self.city.act(act)
        after = self.city.alarm(alarm.id)
        assert (after.version > alarm.version) == (verdict.outcome is Outcome.APPLIED)
        assert after.active == alarm.active
        assert after.unacknowledged == alarm.unacknowledged

    @rule(device=IDS)
    def a_device_is_retired_and_comes_back(self, device: str) -> None:
        self.city.retire(device)
        assert not any(alarm.active for alarm in self.alarms_of(device))
        self.city.introduce(next(known for known in DEVICES if known.id == device))

    @invariant()
    def nobody_lost_an_unacknowledged_alarm(self) -> None:
        """Unacknowledged ends by an operator, by a rule that says so, or where it was never shown."""
        log, self.city.log = self.city.log, []
        for change in log:
            before, after = self.previous.get(change.alarm.id), change.alarm
            self.previous[after.id] = after
            if before is None or not before.unacknowledged or after.unacknowledged:
                continue
            by_rule = after.rule == "sensor.lo" and change.transition is Transition.RETURNED
            assert change.transition is Transition.ACKNOWLEDGED or before.unannounced or by_rule

    @invariant()
    def no_shelf_is_overdue_or_too_long(self) -> None:
        for alarm in self.city.center.alarms.values():
            if alarm.shelved_until is not None:
                left_ms = alarm.shelved_until - self.city.now.wall
                assert left_ms <= self.limits.longest_minutes * 60_000
                assert alarm.shelve_count <= self.limits.largest_count

    @invariant()
    def an_alarm_that_latches_is_not_active(self) -> None:
        for alarm in self.city.center.alarms.values():
            assert not (alarm.latched and alarm.active)
            assert not (alarm.latched and alarm.rule != "sensor.hihi")

    @invariant()
    def every_suppressed_alarm_is_counted_at_its_cause(self) -> None:
        alarms = self.city.center.alarms
        self.city._keep(self.city.center.apply([], [], self.city.now))
        for alarm in alarms.values():
            below = sum(other.suppressed_by == alarm.id for other in alarms.values())
            assert alarm.consequences == below
            if alarm.suppressed_by:
                assert alarm.standing
                assert alarm.suppressed_by != alarm.id

    @invariant()
    def what_is_unannounced_is_quiet(self) -> None:
        for alarm in self.city.center.alarms.values():
            assert not alarm.unannounced or (alarm.quiet and alarm.active)

    def teardown(self) -> None:
        """Shelves end by themselves, and on a city at rest no timer is left."""
        self.city.wait(3600.0)
        assert all(alarm.shelved_until is None for alarm in self.city.center.alarms.values())
        for device in DEVICES:
            self.city.silence(Liveness.FRESH, device.id)
            self.city.hear(False, device=device.id)
            self.city.read(5.0, device=device.id)
        self.city.wait(3600.0)
        assert not any(alarm.active or alarm.suppressed_by for alarm in self.city.center.alarms.values())
        assert self.city.center.next_due is None


AlarmMachine.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAlarmMachine = AlarmMachine.TestCase
