"""Gives a new demo its lighting plan, as if an engineer had put it in force before the visitor came."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from app.bootstrap.data_folder import DataFolder
from app.demo.lighting_plan import lighting_plan
from app.domain.devices import Device
from app.domain.lighting.plan import PlanChanged
from app.engine.run_folder import claim
from app.store.journal import Journal
from app.store.records import Retention

MAKER = "os:demo"


def seed_plan(data: Path, devices: Iterable[Device]) -> None:
    """Store it where none is; a plan that somebody has changed stays. No engine may run on `data`."""
    with claim(data):
        journal = Journal(DataFolder(data).store, retention=Retention(), on_fault=lambda _state: None)
        try:
            if journal.open().control.plan.version == 0:
                plan = replace(
                    lighting_plan(devices), version=1, changed_by=MAKER, changed_at=int(time.time() * 1000)
                )
                journal.commit([PlanChanged(plan)])
        finally:
            journal.close()
