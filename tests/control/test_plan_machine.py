"""Whatever happens to a street, no override is touched, and in the end every lamp does as the plan says."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.control.plan_lamps import overridden
from tests.control.street import RAIN, Street, keeper, lamp
from tests.domain.lighting.plans import by_clock, plan_of

STEPS = (("17:30", 100.0), ("21:00", 60.0), ("23:00", 40.0), ("05:00", 100.0), ("06:30", 0.0))
PLANS = (
    plan_of(replace(by_clock(*STEPS), sensors=(RAIN,))),
    plan_of(by_clock(("18:00", 80.0), ("22:00", 20.0), ("07:00", 0.0))),
)
LAMPS = st.sampled_from(["L1", "L2", "K1", "K2", "P1"])
LONGEST_S = 45 * 60
"""The longest wait for another try, and a round."""


class Nights(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.here = Street(lamp("L1"), lamp("L2"), keeper("K1"), keeper("K2"), lamp("P1", "programme"))
        self.plan = PLANS[0]

    @initialize()
    def begin(self) -> None:
        self.here.put(self.plan)

    @rule(minutes=st.integers(1, 180))
    def time_passes(self, minutes: int) -> None:
        self.here.pass_time(minutes * 60, step=20)

    @rule(name=LAMPS, level=st.sampled_from([0.0, 30.0, 100.0]), minutes=st.none() | st.integers(2, 200))
    def an_operator_sets_a_lamp(self, name: str, level: float, minutes: int | None) -> None:
        until = None if minutes is None else self.here.now.wall + minutes * 60_000
        self.here.override(name, level, until)

    @rule(name=LAMPS)
    def an_operator_gives_it_up(self, name: str) -> None:
        assert self.here.runner is not None
        device = self.here.devices[name]
        wanted = self.here.runner.resume([device], operator="ana", reason="", now=self.here.now)
        self.here.desk.issue(wanted, self.here.now)
        self.here.pass_time(3)

    @rule(name=LAMPS)
    def a_lamp_falls_silent(self, name: str) -> None:
        self.here.lamps[name].silent = True

    @rule(name=LAMPS)
    def a_silent_lamp_is_lost(self, name: str) -> None:
        if self.here.lamps[name].silent:
            self.here.lost.add(name)

    @rule(name=LAMPS, forgets=st.booleans())
    def a_lamp_comes_back(self, name: str, forgets: bool) -> None:
        device = self.here.lamps[name]
        if name in self.here.lost and forgets:
            device.override, device.programme = None, ()
        device.silent = False
        self.here.lost.discard(name)

    @rule(healthy=st.booleans())
    def the_disk(self, healthy: bool) -> None:
        self.here.store.healthy = healthy

    @rule()
    def the_link_breaks_for_a_while(self) -> None:
        self.here.lose_link()
        self.here.refusals[""] = "link_up"
        self.here.pass_time(40)
        self.here.find_link()
        self.here.refusals.clear()

    @rule(minutes=st.integers(0, 300))
    def the_engine_restarts(self, minutes: int) -> None:
        self.here.restarted(away_s=minutes * 60)
        self.here.put(self.plan)

    @rule(plan=st.sampled_from(PLANS))
    def another_plan(self, plan) -> None:
        self.plan = plan
        self.here.put(plan)

    @rule(rate=st.sampled_from([0.0, 5.0]))
    def it_rains(self, rate: float) -> None:
        self.here.sense("PLU-01", "rainfall_rate", rate)

    @invariant()
    def nobody_was_overruled(self) -> None:
        assert not self.here.overruled

    def teardown(self) -> None:
        """All is well again: within the longest wait every lamp does as it should."""
        here = self.here
        here.store.healthy = True
        for name in here.lamps:
            self.a_lamp_comes_back(name, forgets=True)
        here.pass_time(LONGEST_S, step=5)
        here.forget()
        here.pass_time(120, step=5)
        for name, device in here.lamps.items():
            control = here.control(name)
            if overridden(control, here.now.wall):
                continue
            wanted = here.entry().level
            assert device.level(here.now.wall) == wanted, name
            assert control.in_force == wanted, name
            assert len(here.told_to(name)) <= 1, f"{name} is told again and again"


Nights.TestCase.settings = settings(max_examples=25, stateful_step_count=14, deadline=None)
TestNights = Nights.TestCase
