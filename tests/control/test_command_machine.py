"""Whatever is lost, repeated, delayed, reordered, restarted or set wrong: what control must never do."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.commands import ENDED, OUT, Command, CommandState, Source
from app.domain.orders import Action
from tests.control.contract_device import LAMP, TOLERANCE_S, VALVE, ContractDevice, Sample
from tests.control.control_room import ControlRoom

DEVICES = st.sampled_from([LAMP, VALVE])
BACK = st.integers(0, 2)
"""Which of the last ones."""


class EngineKilled(Exception):
    """After the commit, before the publish."""


class CommandMachine(RuleBasedStateMachine):
    """The engine's clocks are the room's; the true time only goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.room = ControlRoom()
        self.room.tick_s = 1.0
        self.true_ms = self.room.now.wall
        self.street = {name: ContractDevice(name) for name in (LAMP, VALVE)}
        self.era = 0
        """A restart or a lost link begins another: nothing of an older one may be published."""
        self.born: dict[str, int] = {}
        self.asked = 0
        self.asked_ms: dict[str, int] = {}
        self.first: dict[str, tuple[Command, int]] = {}
        """As it was published first, and the true time of it."""
        self.answers: list[tuple[Command, list[str]]] = []
        self.held_up: list[Sample] = []
        self.heard: list[Sample] = []
        self.newest: dict[str, Command] = {}
        self.room.link.on_publish = self.check_publish
        for name in self.street:
            self.prove_clock(name)

    # -- what the world does -------------------------------------------------------------------------

    @initialize(error_s=st.sampled_from([0.0, 1.5, -1.5]))
    def clocks_are_as_good_as_they_are(self, error_s: float) -> None:
        self.street[LAMP].clock_error_s = error_s

    @rule(
        device=DEVICES,
        value=st.sampled_from([0.0, 40.0, 100.0]),
        again=st.booleans(),
        well=st.sampled_from([None, 0.0, 40.0]),
    )
    def an_operator_orders(self, device: str, value: float, again: bool, well: float | None) -> None:
        """Once, or twice in a row: a lamp's second order has to wait, a valve's is refused."""
        for level in (value, 70.0)[: 1 + again]:
            self.order(device, Action.SET_LEVEL if device == LAMP else Action.SET_POSITION, level)
        if well is not None:
            self.all_goes_as_it_should(well)

    @rule(device=DEVICES, well=st.sampled_from([None, 0.0]))
    def an_operator_takes_it_back(self, device: str, well: float | None) -> None:
        self.order(device, Action.RESUME_PROGRAMME if device == LAMP else Action.HOLD, None)
        if well is not None:
            self.all_goes_as_it_should(well)

    @rule(back=BACK)
    def a_command_arrives(self, back: int) -> None:
        """Once, again, late, or in another order: nothing keeps the street from any of it."""
        for command in self.room.link.sent[-1 - back :][:1]:
            self.answers.append((command, self.street[command.device].obey(command, self.true_ms)))

    @rule(back=BACK, backwards=st.booleans(), all_of_it=st.booleans())
    def answers_arrive(self, back: int, backwards: bool, all_of_it: bool) -> None:
        for command, states in self.answers[-1 - back :][:1]:
            said = states[::-1] if backwards else states
            self.room.say(command, *(said if all_of_it else said[:1]))
            self.follow()

    @rule(seconds=st.sampled_from([0.0, 3.0, 40.0]))
    def all_goes_as_it_should(self, seconds: float) -> None:
        """The last that was sent arrives, the device answers, and later it reports."""
        for command in self.room.link.sent[-1:]:
            self.room.say(command, *self.street[command.device].obey(command, self.true_ms))
            self.time_goes_by(seconds)
            self.a_fresh_reading_comes(command.device)
            self.time_goes_by(3.0)
            self.a_fresh_reading_comes(command.device)

    @rule(back=BACK)
    def the_wrong_device_answers(self, back: int) -> None:
        for command, states in self.answers[-1 - back :][:1]:
            before = self.room.desk.get(command.id)
            self.room.say(command, *states, device="X9")
            after = self.room.desk.get(command.id)
            assert before is None or (after is not None and after.state is before.state)

    @rule(device=DEVICES)
    def a_fresh_reading_comes(self, device: str) -> None:
        self.prove_clock(device)
        self.hear(self.measure(device))

    @rule(device=DEVICES)
    def a_reading_is_held_up(self, device: str) -> None:
        self.held_up.append(self.measure(device))

    @rule(back=BACK)
    def a_reading_arrives_late(self, back: int) -> None:
        for sample in self.held_up[-1 - back :][:1]:
            self.hear(sample)

    @rule(device=DEVICES, meanwhile=st.sampled_from(["nothing", "restart", "wall clock back", "its clock"]))
    def what_was_so_before_is_reported_late(self, device: str, meanwhile: str) -> None:
        """Somebody turns it by hand, it is ordered back and only says that it did it; then the reading from
        before comes, which would show it."""
        old = self.measure(device)
        level = self.street[device].value
        self.street[device].value = 73.0
        self.street[device].lies = True
        self.time_goes_by(3.0)
        self.order(device, Action.SET_LEVEL if device == LAMP else Action.SET_POSITION, level)
        for command in self.room.link.sent[-1:]:
            self.room.say(command, *self.street[command.device].obey(command, self.true_ms))
            self.follow()
        if meanwhile == "restart":
            self.restart(5.0, 0.0)
            self.prove_clock(device)
        elif meanwhile == "wall clock back":
            self.room.jump(-7200.0)
        elif meanwhile == "its clock":
            self.room.offsets[device] = None
        self.time_goes_by(0.25)
        self.hear(old)

    @rule(seconds=st.sampled_from([0.25, 1.0, 3.0, 12.0, 35.0, 100.0]))
    def time_goes_by(self, seconds: float) -> None:
        self.true_ms += round(seconds * 1000)
        self.room.wait(seconds)
        self.follow()

    @rule(hours=st.sampled_from([-24, -2, 0, 0, 2, 24]))
    def the_wall_clock_is_set(self, hours: int) -> None:
        """From the true time, so that 0 sets it right."""
        self.room.wall_ahead_ms = self.true_ms - round(self.room.clock * 1000) + hours * 3_600_000

    @rule(hours=st.sampled_from([-24, 2]))
    def the_wall_clock_is_set_while_an_order_waits(self, hours: int) -> None:
        self.an_operator_orders(LAMP, 40.0, again=True, well=None)
        self.the_wall_clock_is_set(hours)
        self.time_goes_by(12.0)

    @rule(device=DEVICES, hours=st.sampled_from([-3, 0, 0, 3]), lies=st.booleans())
    def a_device_is_not_as_it_should_be(self, device: str, hours: int, lies: bool) -> None:
        self.street[device].clock_error_s = hours * 3600.0
        self.street[device].lies = lies

    @rule(room=st.sampled_from([0, 1, None, None]), healthy=st.sampled_from([True, True, False]))
    def the_link_is_full_or_the_disk(self, room: int | None, healthy: bool) -> None:
        self.room.link.room = room
        self.room.store.healthy = healthy

    @rule(back_s=st.sampled_from([0.0, 5.0]))
    def the_link_is_lost_and_comes_back(self, back_s: float) -> None:
        self.era += 1
        self.room.lose_link()
        self.follow()
        self.time_goes_by(back_s)
        self.room.find_link()

    @rule(away_s=st.sampled_from([0.0, 5.0, 60.0]), jump_s=st.sampled_from([-7200.0, 0.0, 0.0, 7200.0]))
    def the_engine_restarts(self, away_s: float, jump_s: float) -> None:
        self.restart(away_s, jump_s)

    @rule(device=DEVICES)
    def the_engine_is_killed_before_it_publishes(self, device: str) -> None:
        def kill() -> None:
            raise EngineKilled

        self.room.store.on_commit = kill
        try:
            self.order(device, Action.SET_LEVEL if device == LAMP else Action.SET_POSITION, 40.0)
        except EngineKilled:
            self.restart(0.0, 0.0)
        finally:
            self.room.store.on_commit = lambda: None

    # -- how it does it ------------------------------------------------------------------------------

    def order(self, device: str, action: Action, value: float | None) -> None:
        """The desk commands no device whose clock is not proven; its newest reading proves it."""
        if abs(self.offset_s(device)) > TOLERANCE_S:
            return
        self.prove_clock(device)
        kind = "luminaire" if device == LAMP else "valve"
        self.asked += self.room.store.healthy
        command = self.room.order(action, device, kind, value=value, before=self.street[device].measured())
        assert (command is None) != self.room.store.healthy
        self.follow()

    def offset_s(self, device: str) -> float:
        return (self.room.now.wall - self.street[device].clock_ms(self.true_ms)) / 1000.0

    def prove_clock(self, device: str) -> None:
        self.room.offsets[device] = self.offset_s(device)

    def measure(self, device: str) -> Sample:
        return self.street[device].measure(self.true_ms)

    def hear(self, sample: Sample) -> None:
        self.heard.append(sample)
        desk = self.room.desk
        if sample.device in desk.watched:
            desk.reading(sample.device, sample.ts, dict(sample.values), self.room.clock, self.room.now)
        self.room.settle()
        self.follow()

    def restart(self, away_s: float, jump_s: float) -> None:
        self.era += 1
        self.true_ms += round(away_s * 1000)
        self.room.offsets = {LAMP: None, VALVE: None}
        self.room.restart(away_s=away_s, jump_s=jump_s)
        self.follow()

    # -- what must hold ------------------------------------------------------------------------------

    def check_publish(self, command: Command) -> None:
        room = self.room
        stored = room.store.commands[command.id]
        assert stored.state is CommandState.SENT, "published, and not stored as sent"
        assert self.born.setdefault(command.id, self.era) == self.era, "sent again after a restart or a loss"
        assert room.now.wall < command.expires, "published after its expiry"
        first, _ = self.first.setdefault(command.id, (command, self.true_ms))
        assert (first.order, first.issued, first.expires) == (command.order, command.issued, command.expires)
        spec = room.actions[command.kind, command.order.action]
        published = [sent for sent in room.link.sent if sent.id == command.id]
        assert len(published) <= 1 + spec.retries
        for other in room.store.commands.values():
            same = (other.device, other.order.action) == (command.device, command.order.action)
            known = room.desk.get(other.id)
            assert not same or other.id == command.id or known is None or known.state not in OUT

    def follow(self) -> None:
        """Reads what was told since the last time."""
        told, self.room.told = self.room.told, []
        for command in told:
            before = self.newest.get(command.id)
            self.newest[command.id] = command
            self.born.setdefault(command.id, self.era)
            self.asked_ms.setdefault(command.id, self.true_ms)
            if before is None:
                continue
            assert command.version > before.version
            if before.state in ENDED:
                assert (command.state, command.end, command.ended_at) == (
                    before.state,
                    before.end,
                    before.ended_at,
                ), "an end is an end"
            elif command.state is CommandState.CONFIRMED:
                self.check_confirmed(command)

    def check_confirmed(self, command: Command) -> None:
        """A reading showed it that was measured after the publish, and every value of it came so."""
        assert command.sent_at
        assert command.measured
        _, sent_ms = self.first[command.id]
        after = [sample for sample in self.heard if sample.device == command.device]
        after = [sample for sample in after if sample.true_ms >= sent_ms]
        assert after, "confirmed without a reading"
        for each in command.measured:
            assert any(dict(sample.values).get(each.quantity) == each.value for sample in after)
        if command.order.value is not None:
            quantity = "illuminance_level" if command.device == LAMP else "open_percentage"
            shown = {each.quantity: each.value for each in command.measured}[quantity]
            assert abs(float(shown) - command.order.value) <= 5.0

    @invariant()
    def nothing_is_done_after_its_expiry(self) -> None:
        for street in self.street.values():
            for id_, done_ms in street.done_at.items():
                command, _ = self.first[id_]
                spec = self.room.actions[command.kind, command.order.action]
                assert done_ms <= self.asked_ms[id_] + (spec.expires_s + TOLERANCE_S) * 1000

    @invariant()
    def every_command_was_asked_for_once(self) -> None:
        stored = self.room.store.commands.values()
        by_people = [command for command in stored if command.source is Source.OPERATOR]
        assert len(by_people) == self.asked
        holds = [command.cause for command in stored if command.source is Source.AUTOMATIC]
        assert len(holds) == len(set(holds))

    @invariant()
    def the_three_values_stand_where_the_commands_left_them(self) -> None:
        desk = self.room.desk
        for device, control in self.room.store.controls.items():
            assert desk.control_of(device) == control

    def teardown(self) -> None:
        """Everything comes to an end by itself."""
        self.room.store.healthy = True
        self.room.tick_s = 10.0
        for _ in range(5):
            self.time_goes_by(100.0)
        assert all(command.ended for command in self.room.store.commands.values())
        assert not any(self.room.desk.is_busy(device, action) for device in self.street for action in Action)


CommandMachine.TestCase.settings = settings(
    max_examples=80,
    stateful_step_count=35,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestCommandMachine = CommandMachine.TestCase
