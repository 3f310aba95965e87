"""How many devices of each kind a city of a size has, and how they are numbered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count as counting

from app.demo.city.watched import WATCHED


@dataclass(frozen=True, slots=True)
class Share:
    """`per_thousand` devices of all; `prefix`, `digits` and `known` make ids that include the design's."""

    kind: str
    per_thousand: float
    prefix: str
    digits: int
    known: tuple[tuple[int, str], ...] = ()
    """Numbers that are spoken of, and the district each lies in."""
    smallest: int = 1
    largest: int = 1 << 30
    scattered: bool = False
    """The known numbers lie too far apart for a run, which fills up between them; too few have the first."""


SHARES = (
    Share("luminaire", 497.0, "LUM", 4, smallest=20),
    Share("cabinet", 0.0, "TAB", 2, ((17, "El Malecón"),)),
    Share("valve", 46.0, "VAL", 4, ((338, "San Telmo"), (342, "El Parque"), (351, "San Telmo"))),
    Share("pressure", 26.0, "PRE", 4, ((231, "San Telmo"), (198, "El Parque"))),
    Share("flow_meter", 6.5, "MED", 4, ((117, "San Telmo"),)),
    Share("tank", 1.7, "RES", 2),
    Share("pump", 2.4, "BOM", 2),
    Share("water_meter", 312.0, "MIC", 5),
    Share("waste_container", 34.0, "CON", 4, ((64, "La Ribera"),)),
    Share("air_quality", 1.8, "AIR", 2, ((6, "Mirador"),)),
    Share("noise", 2.3, "RUI", 2),
    Share("weather", 0.5, "MET", 2),
    Share("river", 0.9, "RIO", 2, ((3, "La Ribera"),), largest=40),
    Share("rain_gauge", 0.9, "PLU", 2),
    Share("camera", 18.5, "CAM", 3, tuple((each.number, each.district) for each in WATCHED), scattered=True),
    Share("traffic_counter", 10.0, "TRA", 3),
    Share("panic_button", 8.5, "PAN", 3, ((88, "Puerto Viejo"),)),
    Share("siren", 2.0, "SIR", 2),
    Share("crew", 2.7, "CUA", 2),
    Share("vehicle", 4.3, "VEH", 2),
    Share("drone", 0.34, "DRO", 2),
)

LARGEST_CIRCUIT = 56
_LAMPS_A_CIRCUIT = 50


def counts(devices: int) -> dict[str, int]:
    """Devices by kind; they add up to `devices` as nearly as circuits allow."""
    found = {}
    for share in SHARES:
        wanted = round(devices * share.per_thousand / 1000.0)
        found[share.kind] = min(share.largest, max(share.smallest, wanted))
    found["cabinet"] = max(1, round(found["luminaire"] / _LAMPS_A_CIRCUIT))
    missing = devices - sum(found.values())
    found["water_meter"] = max(1, found["water_meter"] + missing)
    return found


def ids(share: Share, count: int) -> list[str]:
    """Running numbers that start so that the known ones are among them, the highest of them first."""
    known = [number for number, _ in share.known]
    if share.scattered and count >= len(known):
        return [f"{share.prefix}-{number:0{share.digits}d}" for number in _scattered(known, count)]
    if share.scattered:
        known = known[:1]
    highest, lowest = max(known, default=0), min(known, default=0)
    start = max(1, highest - int(0.8 * count))
    if highest - lowest < count:
        start = max(1, min(start, lowest))
    return [f"{share.prefix}-{number:0{share.digits}d}" for number in range(start, start + count)]


def _scattered(known: list[int], count: int) -> list[int]:
    chosen = set(known)
    others = (number for number in counting(min(chosen)) if number not in chosen)
    return sorted(chosen | {next(others) for _ in range(count - len(chosen))})
