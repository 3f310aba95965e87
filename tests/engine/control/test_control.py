"""Control as the engine runs it: what devices say comes in, and what follows goes on record."""

import json
import zoneinfo

import pytest

from app.control.plan_parts import PlanParts
from app.control.plan_runner import PlanRunner
from app.domain.commands import Command
from app.domain.lighting.daylight import city_day
from app.engine.control.control import Control, ControlParts
from app.engine.control.marks import ControlMarks
from app.engine.lighting.lamps import Lamps
from app.feed.messages import Reply, ReplyState, Telemetry
from app.wire.control import ControlRules
from tests.engine.control.scene import ControlScene

LIMA = zoneinfo.ZoneInfo("America/Lima")
RULES = ControlRules(
    selection_s=30.0,
    approval_s=120.0,
    hold_s=1.5,
    critical=(),
    group_limit=20,
    tariff_per_kwh=0.0,
    currency="",
    co2_kg_per_kwh=0.0,
    time_zone="America/Lima",
    lat=None,
    lon=None,
    on_3_1_1=False,
)


class Room:
    """The scene's desk and dispatcher, run by control."""

    def __init__(self, scene: ControlScene) -> None:
        self.scene = scene
        city = scene.shop.city.parts
        plans = PlanRunner(
            PlanParts(
                LIMA,
                None,
                tuple,
                dict,
                lambda _device, _quantity: None,
                lambda _device: 60.0,
                lambda _device: False,
                scene.dispatcher,
                scene.desk.check,
                lambda: 50.0,
            )
        )
        lamps = Lamps(
            city,
            daylight=lambda _at: None,
            day_of=lambda at: city_day(at, None, LIMA),
            append=scene.store.append,
        )
        self.events: list = []
        self.refused: list = []
        self.control = Control(
            ControlParts(
                scene.dispatcher,
                scene.groups,
                plans,
                scene.desk,
                lamps,
                ControlMarks(city.devices),
                scene.starts,
                lambda: RULES,
                scene.told.extend,
                self.events.extend,
                self.refused.extend,
                lambda: scene.now,
            )
        )

    def reply(self, command: Command, state: str) -> None:
        said = Reply(command.device, command.kind, command.id, self.scene.now.wall, ReplyState(state))
        self.control.hear([(said, self.scene.now.monotonic)], ())

    def reads(self, **how: bool) -> None:
        """The valve shows that it is closed."""
        now, values = self.scene.now, {"open_percentage": 0.0, "flow": 0.0}
        said = Telemetry("VLV-1", "valve", now.wall, values, **how)
        self.control.hear([(said, now.monotonic)], ())

    def pass_time(self, seconds: float) -> None:
        self.scene.access.at += seconds
        self.scene.shop.at = self.scene.access.at
        self.scene.report("VLV-1")
        self.control.tick(self.scene.now)


@pytest.fixture
def room(scene: ControlScene) -> Room:
    scene.settings.critical = []
    return Room(scene)


def closing(room: Room) -> Command:
    _, engineer, _ = room.scene.staff()
    issued = room.scene.operate(engineer, room.scene.select(engineer))
    command = room.scene.dispatcher.get(issued.command)
    assert command is not None
    return command


@pytest.mark.parametrize("how", [{"timed": False}, {"historical": True}, {"foreign": True}])
def test_a_reading_without_the_device_s_own_time_proves_nothing(room, how):
    command = closing(room)
    room.reply(command, "accepted")
    room.reply(command, "done")
    room.pass_time(1.0)
    room.reads(**how)
    assert room.scene.dispatcher.get(command.id).state == "executing"
    room.reads()
    assert room.scene.dispatcher.get(command.id).state == "confirmed"


def test_that_a_stuck_valve_was_told_to_hold_is_on_record(room):
    command = closing(room)
    room.reply(command, "accepted")
    room.pass_time(241.0)
    assert room.scene.dispatcher.get(command.id).end == "not_finished"
    hold = room.scene.outbox.sent[-1]
    assert hold.order.action == "hold"
    (entry,) = [one for one in room.scene.trail("command") if not one.operator]
    details = json.loads(entry.details)
    assert (entry.subject, entry.outcome) == ("VLV-1", "applied")
    assert (details["command"], details["cause"], details["source"]) == (hold.id, command.id, "automatic")
    assert details["incident"] == "INC-0417"
    for _ in range(3):
        room.pass_time(3.5)
    assert room.scene.dispatcher.get(hold.id).tries == 3
    assert len([one for one in room.scene.trail("command") if not one.operator]) == 1
    assert [one.subject for one in room.scene.trail("command_ended")] == ["VLV-1", "VLV-1"]


def test_an_answer_to_nobody_is_refused_with_what_it_said(room):
    said = Reply("VLV-1", "valve", "nobody-asked", room.scene.now.wall, ReplyState("done"))
    room.control.hear([(said, room.scene.now.monotonic)], ())
    (refused,) = room.refused
    assert (refused.topic, refused.reason) == ("valve/VLV-1/reply", "reply_unknown")
    assert refused.detail == "done to nobody-asked"
