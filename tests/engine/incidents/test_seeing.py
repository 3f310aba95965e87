"""Who may name which incident elsewhere: whoever may see it, open or closed long ago."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.acts import Refusal, Verdict
from app.engine.access.entries import Asked
from app.wire import administration as admin
from app.wire.frames import Ask
from tests.engine.access.scene import SoftLink
from tests.engine.incidents.scene import IncidentScene


def why_not(scene: IncidentScene, link: SoftLink, who: str, incident: str) -> Refusal | None:
    told: list[Verdict | None] = []
    scene.assembly.may_see(Asked(link, Ask(1, who, None)), incident, told.append)  # type: ignore[arg-type]
    scene.access.worker.drain()
    (verdict,) = told
    return None if verdict is None else verdict.refusal


@pytest.mark.parametrize("again", [False, True])
def test_the_zone_of_the_incident_counts_and_there_must_be_one(scene: IncidentScene, again: bool) -> None:
    chief, engineer, supervisor = scene.staff()
    scene.opened(supervisor, zone="Centro")
    scene.opened(supervisor, zone="Puerto")
    known = scene.access.accounts.operator("carla")
    assert known is not None
    scene.ask(chief, admin.ChangeOperator(replace(known, zones=("Puerto",))))
    if again:
        scene.restart()
        chief, engineer, supervisor = scene.staff()
    found = {id_: why_not(scene, engineer, "carla", id_) for id_ in ("INC-0001", "INC-0002", "INC-0999", "x")}
    assert found == {
        "INC-0001": Refusal.NOT_PERMITTED,
        "INC-0002": None,
        "INC-0999": Refusal.UNKNOWN_INCIDENT,
        "x": Refusal.UNKNOWN_INCIDENT,
    }
    assert why_not(scene, supervisor, "beto", "INC-0001") is None
    assert why_not(scene, engineer, "beto", "INC-0002") is Refusal.NOT_PERMITTED, "another one sits there now"
