"""What happened in Puerto Sereno before the visitor came: the plays of which its past weeks are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from app.demo.script import BENDS, DARKS, NOTES, TODAY, Bend, Play
from app.domain.devices import Device

_DAY = 86_400.0
_TAIL_S = 1900.0
"""How long all is well again at the end of a play: every alarm has returned by then."""


@dataclass(frozen=True, slots=True)
class Repertoire:
    """A play and how often it is given, on the average. `silent_s`: its device says nothing for so long."""

    play: Play
    a_day: float
    elsewhere: bool = True
    """Given on other devices of the same kinds, not on those that it names."""
    silent_s: float = 0.0


def _of(*names: str) -> Play:
    """The acts of today on these devices."""
    return _lasting(
        tuple(bend for bend in BENDS if bend.device in names),
        Play(
            (),
            tuple(dark for dark in DARKS if dark.device in names),
            tuple(note for note in NOTES if note.device in names),
        ),
    )


def _lasting(bends: tuple[Bend, ...], rest: Play = Play(())) -> Play:  # noqa: B008  it is frozen
    ends = [bend.until + bend.release_s for bend in bends]
    ends += [dark.until for dark in rest.darks] + [note.start for note in rest.notes]
    return Play(bends, rest.darks, rest.notes, max(ends) + _TAIL_S)


def _chatter(device: str, quantity: str, value: float | bool, times: int) -> Play:
    """Nine seconds bad, seven good, so many times."""
    return _lasting(
        tuple(Bend(16.0 * n, device, quantity, value, until=16.0 * n + 9.0) for n in range(times))
    )


def _once(device: str, quantity: str, value: float | bool, seconds: float) -> Play:
    return _lasting((Bend(0.0, device, quantity, value, until=seconds),))


def _nothing(device: str, quantity: str) -> Play:
    """A device that does no more than fall silent."""
    return _once(device, quantity, 0.0, 0.0)


REPERTOIRE = (
    Repertoire(replace(TODAY, period_s=TODAY.period_s + _TAIL_S), 0.3, elsewhere=False),
    Repertoire(_of("PRE-0231", "MED-0117"), 0.15, elsewhere=False),
    Repertoire(_of("TAB-17"), 0.5),
    Repertoire(_of("PAN-088"), 0.7),
    Repertoire(_of("CON-0064"), 0.3),
    Repertoire(_of("CAM-142"), 1.0),
    Repertoire(_of("CAM-118"), 2.0),
    Repertoire(_of("TAB-09"), 1.5),
    Repertoire(_of("BOM-04"), 0.4),
    Repertoire(_of("AIR-06"), 1.0),
    Repertoire(_of("RIO-03"), 0.1),
    Repertoire(_of("PRE-0198"), 1.5),
    Repertoire(_once("CON-0064", "filling_level", 99.0, 6.0 * 3600.0), 3.0),
    Repertoire(_once("RUI-02", "laeq", 84.0, 1500.0), 1.5),
    Repertoire(_once("MIC-00001", "leak_detected", True, 5.0 * 3600.0), 0.5),
    Repertoire(_once("CAM-118", "signal_present", False, 8.0), 2.0),
    Repertoire(_chatter("CAM-118", "signal_present", False, 14), 0.4),
    Repertoire(_chatter("TAB-09", "voltage", 30.0, 6), 0.2),
    Repertoire(_once("CAM-142", "sharpness", 14.0, 40.0 * 3600.0), 0.15),
    Repertoire(_once("PRE-0198", "battery_level", 9.0, 52.0 * 3600.0), 0.2),
    Repertoire(_nothing("PRE-0198", "pressure"), 1.0, silent_s=2400.0),
    Repertoire(_nothing("TRA-002", "occupancy"), 1.0, silent_s=9000.0),
)


@dataclass(frozen=True, slots=True)
class Given:
    """A play that was given at a time, epoch seconds, on devices of the city."""

    start: float
    play: Play
    silent: str = ""
    """The device that said nothing, from the start on for `silent_s`."""
    silent_s: float = 0.0


def programme(seed: int, devices: tuple[Device, ...], start: float, end: float) -> list[Given]:
    """The plays between two moments, by their beginnings. No device is in two at a time; all end in time."""
    rng = np.random.default_rng([seed, 95])
    kinds: dict[str, list[str]] = {}
    kind_of = {device.id: device.kind for device in devices}
    for device in devices:
        kinds.setdefault(device.kind, []).append(device.id)
    found: list[Given] = []
    for piece in REPERTOIRE:
        if not piece.play.devices <= kind_of.keys():
            continue
        for _ in range(rng.poisson(piece.a_day * (end - start) / _DAY)):
            cast = _cast(piece, kind_of, kinds, rng)
            at = start + rng.random() * (end - start)
            if at + cast.period_s + piece.silent_s < end:
                silent = cast.bends[0].device if piece.silent_s else ""
                found.append(Given(at, cast, silent, piece.silent_s))
    found.sort(key=lambda given: given.start)
    return list(_without_clashes(found))


def _cast(
    piece: Repertoire, kind_of: Mapping[str, str], kinds: Mapping[str, list[str]], rng: np.random.Generator
) -> Play:
    play = piece.play
    if not piece.elsewhere:
        return play
    other = {
        name: kinds[kind_of[name]][int(rng.integers(len(kinds[kind_of[name]])))]
        for name in sorted(play.devices)
    }
    return Play(
        tuple(replace(bend, device=other[bend.device]) for bend in play.bends),
        tuple(replace(dark, device=other[dark.device]) for dark in play.darks),
        tuple(replace(note, device=other[note.device]) for note in play.notes),
        play.period_s,
    )


def _without_clashes(found: list[Given]) -> list[Given]:
    free_from: dict[str, float] = {}
    kept: list[Given] = []
    for given in found:
        if all(free_from.get(device, 0.0) <= given.start for device in given.play.devices):
            kept.append(given)
            until = given.start + given.play.period_s + given.silent_s
            free_from.update(dict.fromkeys(given.play.devices, until))
    return kept
