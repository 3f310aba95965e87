"""What can be set at each kind of stage: a catalogue with units, ranges, defaults and labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.catalogue import Label
from app.domain.video.stages import Stage, StageKind


@dataclass(frozen=True, slots=True)
class Option:
    """A number; a switch goes from 0 to 1 in whole steps and has no unit."""

    name: str
    label: Label
    low: float
    high: float
    default: float
    unit: str = ""
    decimals: int = 0

    @property
    def switch(self) -> bool:
        return not self.unit and (self.low, self.high, self.decimals) == (0.0, 1.0, 0)


def _seconds(default: float, es: str, en: str, name: str = "seconds", high: float = 3600.0) -> Option:
    return Option(name, Label(es, en), 0.0, high, default, "s", 1)


def _quiet(default: float) -> Option:
    return _seconds(default, "Termina tras quedar en calma", "Ends after it has been quiet", "quiet_s", 600.0)


_LARGEST = Option(
    "largest", Label("Altura máxima del objeto", "Largest height of the object"), 0.1, 3.0, 0.8, "×", 1
)

SCENE: tuple[Option, ...] = (
    Option("sensitivity", Label("Sensibilidad", "Sensitivity"), 0.25, 4.0, 1.0, "×", 2),
    Option(
        "person_height",
        Label("Altura de una persona al borde inferior", "Height of a person at the lower edge"),
        2.0,
        100.0,
        25.0,
        "%",
        1,
    ),
    Option(
        "horizon",
        Label("Altura del horizonte (desde arriba)", "Height of the horizon (from above)"),
        -1000.0,
        90.0,
        20.0,
        "%",
        1,
    ),
    Option(
        "least_object",
        Label("Objeto más pequeño (de la imagen)", "Smallest object (of the picture)"),
        0.01,
        5.0,
        0.02,
        "%",
        2,
    ),
)
"""Of the whole camera. The first enabled stage that says one decides; kept with TAMPER."""

OPTIONS: Mapping[StageKind, tuple[Option, ...]] = {
    StageKind.MOTION: (
        Option(
            "share",
            Label("Parte de la zona que se mueve", "Share that moves"),
            0.05,
            100.0,
            0.5,
            "%",
            2,
        ),
        _seconds(0.6, "Dura al menos", "Lasts at least"),
        _quiet(3.0),
    ),
    StageKind.LINE: (
        Option(
            "centres", Label("Contar por el centro del objeto", "Count by the object's centre"), 0.0, 1.0, 0.0
        ),
        Option("events", Label("Un evento por cada cruce", "An event for each crossing"), 0.0, 1.0, 0.0),
    ),
    StageKind.INTRUSION: (_seconds(1.0, "Está dentro al menos", "Is inside at least"), _quiet(5.0)),
    StageKind.LOITERING: (_seconds(60.0, "Permanece al menos", "Stays at least"), _quiet(5.0)),
    StageKind.OBJECT_LEFT: (_seconds(30.0, "Quieto al menos", "Still at least"), _LARGEST, _quiet(5.0)),
    StageKind.OBJECT_TAKEN: (_seconds(15.0, "Falta al menos", "Missing at least"), _LARGEST, _quiet(5.0)),
    StageKind.STOPPED_VEHICLE: (_seconds(30.0, "Detenido al menos", "Stopped at least"), _quiet(5.0)),
    StageKind.WRONG_WAY: (
        _seconds(0.8, "Avanza así al menos", "Goes that way at least"),
        Option(
            "angle",
            Label("Ángulo respecto al sentido contrario", "Angle off the opposite way"),
            10.0,
            85.0,
            60.0,
            "°",
        ),
        _quiet(3.0),
    ),
    StageKind.QUEUE: (
        Option("vehicles", Label("Vehículos en la fila", "Vehicles in the queue"), 1.0, 50.0, 5.0, "veh"),
        _seconds(15.0, "Dura al menos", "Lasts at least"),
        _quiet(10.0),
    ),
    StageKind.CROWD: (
        Option(
            "density", Label("Zona ocupada por personas", "Zone covered by people"), 1.0, 100.0, 40.0, "%"
        ),
        _seconds(10.0, "Dura al menos", "Lasts at least"),
        _quiet(10.0),
    ),
    StageKind.SMOKE_FLAME: (
        Option("share", Label("Parte de la zona", "Share of the zone"), 0.02, 50.0, 0.1, "%", 2),
        _seconds(3.0, "Dura al menos", "Lasts at least"),
        _quiet(5.0),
    ),
    StageKind.TAMPER: (
        _seconds(5.0, "Dura al menos", "Lasts at least"),
        _seconds(3.0, "Termina tras estar bien", "Ends after it has been well", "quiet_s", 600.0),
        Option(
            "blurred",
            Label("Nitidez por debajo de la habitual", "Sharpness below the usual"),
            5.0,
            90.0,
            35.0,
            "%",
        ),
        Option("dark", Label("Oscura por debajo de", "Dark below"), 1.0, 40.0, 8.0, "%"),
        _seconds(30.0, "Congelada tras", "Frozen after", "frozen_s"),
        _seconds(10.0, "Desfase de reloj tolerado", "Clock offset allowed", "clock_s"),
        _seconds(
            1800.0,
            "La vista nueva pasa a ser la habitual tras",
            "A new view becomes the usual after",
            "accept_s",
            86400.0,
        ),
    ),
    StageKind.DETECTOR: (
        Option("score", Label("Confianza mínima", "Least confidence"), 1.0, 99.0, 40.0, "%"),
        Option("overlap", Label("Solape máximo entre cajas", "Most overlap of boxes"), 5.0, 95.0, 45.0, "%"),
        Option(
            "budget_ms",
            Label("Tiempo por cuadro, en promedio", "Time per frame, on the average"),
            1.0,
            1000.0,
            40.0,
            "ms",
        ),
    ),
}


def value_of(stage: Stage, name: str) -> float:
    """The stage's own number inside its range, or the default. KeyError where its kind has no such option."""
    option = next((each for each in OPTIONS[stage.kind] if each.name == name), None)
    if option is None:
        raise KeyError(name)
    return _within(option, stage.option(name, option.default))


def scene_value(stages: Iterable[Stage], name: str) -> float:
    """Of the whole camera, from the first enabled stage that says it."""
    option = next(each for each in SCENE if each.name == name)
    said = (own for stage in stages if stage.enabled for key, own in stage.options if key == name)
    return _within(option, next(said, option.default))


def _within(option: Option, number: float) -> float:
    if not math.isfinite(number):
        return option.default
    return min(max(number, option.low), option.high)
