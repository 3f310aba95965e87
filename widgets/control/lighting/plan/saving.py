"""What a draft would save, in a sentence: estimated beside the plan in force, before it is put in force."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.domain.lighting.estimate import NIGHTS, Use, estimate
from app.domain.lighting.plan import LightingPlan
from app.domain.orders import Target
from app.wire.control import ControlRules
from widgets import formats
from widgets.control.lighting.city import City
from widgets.control.lighting.scene import LampScene


def watts_by_target(plan: LightingPlan, scene: LampScene) -> dict[Target, float]:
    """Nominal power of the lamps that follow each assignment; those an earlier one has are not among them.
    Left out where no lamp's power is known."""
    taken = np.zeros(scene.lamps.count, np.bool_)
    found: dict[Target, float] = {}
    for one in plan.assignments:
        members = scene.members(one.target)
        own = members[~taken[members]]
        taken[own] = True
        known = scene.lamps.watts[own]
        known = known[~np.isnan(known)]
        if len(known) and one.target not in found:
            found[one.target] = float(known.sum())
    return found


def use_of(plan: LightingPlan, scene: LampScene, city: City) -> Use:
    """Each plan with its own lamps by assignment: what is left for the later ones differs between plans."""
    watts = watts_by_target(plan, scene)
    found = estimate(plan, plan, watts, zone=city.zone, sun=city.sun, first=city.today())
    return found.wanted


def saving_words(now: Use, wanted: Use, rules: ControlRules | None) -> str:
    """`In 30 nights 8 240 kWh, 610 kWh less than now (−7 %) · S/ 73.20 less`."""
    total = formats.measure(wanted.kwh, "kWh", 0)
    if not now.kwh:
        text = QCoreApplication.translate("PlanSaving", "In {0} nights about {1}.")
        return text.format(NIGHTS, total)
    less = now.kwh - wanted.kwh
    change = formats.measure(abs(less), "kWh", 0)
    share = formats.number(abs(less) / now.kwh * 100)
    if round(less) == 0:
        text = QCoreApplication.translate("PlanSaving", "In {0} nights about {1}, as much as now")
        parts = [text.format(NIGHTS, total)]
    elif less > 0:
        text = QCoreApplication.translate("PlanSaving", "In {0} nights about {1}: {2} less than now, −{3} %")
        parts = [text.format(NIGHTS, total, change, share)]
    else:
        text = QCoreApplication.translate("PlanSaving", "In {0} nights about {1}: {2} more than now, +{3} %")
        parts = [text.format(NIGHTS, total, change, share)]
    if wanted.least < wanted.kwh - 0.5:
        least = formats.measure(wanted.least, "kWh", 0)
        parts.append(QCoreApplication.translate("PlanSaving", "down to {0} by traffic").format(least))
    if rules is not None and rules.tariff_per_kwh > 0 and round(less):
        cost = f"{rules.currency} {formats.number(abs(less) * rules.tariff_per_kwh, 2)}".strip()
        saved = QCoreApplication.translate("PlanSaving", "saves {0}")
        dearer = QCoreApplication.translate("PlanSaving", "costs {0} more")
        parts.append((saved if less > 0 else dearer).format(cost))
    return " · ".join(parts)
