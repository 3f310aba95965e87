"""What goes wrong in the rules of incidents ends no engine: alarms go on, and the next batch is tried."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from app.domain.incidents.events import IncidentDraft, Noted
from app.engine.access.front_desk import HalfDone
from app.engine.incidents.following import Following
from app.engine.incidents.incidents import Incidents
from tests.engine.incidents.scene import IncidentScene


class Failing:
    """A correlator that fails while it is `broken`."""

    def __init__(self, inner: Any) -> None:
        self._inner, self.broken = inner, True

    def follow(self, changes: Iterable[Any], now: Any) -> list[IncidentDraft]:
        if self.broken:
            raise ZeroDivisionError("follow")
        drafts: list[IncidentDraft] = self._inner.follow(changes, now)
        return drafts

    def tick(self, now: Any) -> list[IncidentDraft]:
        if self.broken:
            raise LookupError("tick")
        drafts: list[IncidentDraft] = self._inner.tick(now)
        return drafts


@pytest.fixture
def failing(scene: IncidentScene) -> Failing:
    parts = scene.incidents._parts
    correlator: Any = Failing(parts.correlator)
    scene.incidents = Incidents(replace(parts, correlator=correlator))
    made: Failing = correlator
    return made


@pytest.mark.expects_errors
def test_alarms_and_commands_go_on_and_the_next_batch_is_tried(
    scene: IncidentScene, failing: Failing, caplog: pytest.LogCaptureFixture
) -> None:
    for device in ("PB-1", "PB-2"):
        scene.introduce("panic_button", device)
    scene.panic("PB-1")
    scene.pass_time(12.0)
    assert [alarm.device for alarm in scene.shop.city.parts.marks.alarms()] == ["PB-1"]
    assert not scene.open
    logged = [record for record in caplog.records if record.exc_info]
    assert sorted(str(record.exc_info[0].__name__) for record in logged if record.exc_info) == [
        "LookupError",
        "ZeroDivisionError",
    ], "each kind once"
    assert "10 times by now (tick: LookupError)" in caplog.text
    failing.broken = False
    scene.panic("PB-2")
    assert [one.device for one in scene.open.values()] == ["PB-2"]


def test_what_was_stored_and_is_not_so_ends_the_engine(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    incident = scene.opened(engineer)

    def deaf(_news: object) -> None:
        raise OSError("nobody hears it")

    parts = scene.incidents._parts
    following = Following(parts.book, scene.disk, deaf, parts.now)
    with pytest.raises(HalfDone):
        following.happen([IncidentDraft(incident.id, Noted("x"))])
