"""Kinds of incidents and procedures for a hub without an engine."""

from __future__ import annotations

from app.domain.alarms import Priority
from app.domain.catalogue import Label
from app.domain.incidents.kinds import EscalationStep, IncidentKind, Targets
from app.domain.incidents.procedures import (
    Branch,
    Button,
    Condition,
    FieldType,
    Procedure,
    Step,
    StepField,
)
from app.wire.incidents import IncidentRules

TARGETS = {
    Priority.CRITICAL: Targets(60.0, 900.0, 4 * 3600.0),
    Priority.HIGH: Targets(180.0, 1800.0, 8 * 3600.0),
    Priority.MEDIUM: Targets(600.0, 3600.0, 24 * 3600.0),
    Priority.LOW: Targets(0.0, 0.0, 72 * 3600.0),
}
KINDS = (
    IncidentKind("water.burst", Label("Rotura de red de agua", "Burst water main"), "valve",
                 Priority.CRITICAL, TARGETS, "water_burst", ("valve", "pressure", "flow_meter"),
                 skills=("water",)),
    IncidentKind("lighting.outage", Label("Alumbrado sin tensión", "Lighting outage"), "luminaire",
                 Priority.HIGH, TARGETS, "outage", ("cabinet", "luminaire"), skills=("electrical",)),
    IncidentKind("security.panic", Label("Botón de pánico", "Panic button"), "panic_button",
                 Priority.CRITICAL, TARGETS, "", ("panic_button", "camera"), skills=("patrol",)),
    IncidentKind("waste.full", Label("Contenedores llenos", "Full containers"), "waste_container",
                 Priority.LOW, TARGETS, "", ("waste_container",), cameras=0, skills=("waste",)),
    IncidentKind("citizen.request", Label("Pedido vecinal", "Citizen's request"), "person",
                 Priority.MEDIUM, TARGETS),
)  # fmt: skip
BURST = Procedure(
    "water_burst",
    2,
    Label("Rotura de red de agua", "Burst water main"),
    (
        Step("seen", Label("Confirmar la rotura por cámara", "Confirm the burst by camera"),
             (Branch("seen", Label("Se ve agua", "Water is seen")),
              Branch("unseen", Label("No se ve", "Nothing is seen"))), button=Button.CAMERA),
        Step("close", Label("Cerrar la válvula del tramo", "Close the valve of the section"),
             only_if=Condition("seen", "seen"), button=Button.CONTROL, device_kind="valve", deed="close"),
        Step("pressure", Label("Anotar la presión", "Write down the pressure"),
             fields=(StepField("bar", Label("Presión", "Pressure"), FieldType.NUMBER, unit="bar"),
                     StepField("who", Label("Quién la leyó", "Who read it"), required=False))),
        Step("hospital", Label("Avisar al hospital", "Warn the hospital"), timer_s=300.0),
        Step("crew", Label("Enviar cuadrilla", "Send a crew"), button=Button.DISPATCH),
        Step("traffic", Label("Desviar tránsito", "Divert the traffic"), required=False),
    ),
)  # fmt: skip
OUTAGE = Procedure(
    "outage",
    1,
    Label("Alumbrado sin tensión", "Lighting outage"),
    (
        Step("confirm", Label("Confirmar el corte", "Confirm the outage")),
        Step("crew", Label("Enviar Eléctrica", "Send Electrical"), button=Button.DISPATCH),
    ),
)
RULES = IncidentRules(
    KINDS,
    (
        EscalationStep("acknowledge", 0.0, "owner", louder=True),
        EscalationStep("acknowledge", 120.0, "supervisors", louder=True),
        EscalationStep("acknowledge", 300.0, "all", louder=True),
    ),
    attachment_bytes=64 << 20,
)


def kind_of(name: str) -> IncidentKind:
    return next(kind for kind in KINDS if kind.id == name)
