"""Synthesises the alarm sounds of `resources/sounds`; run it again after changing a note.

python installer/make_sounds.py
"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 16_000
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
NOTES: dict[str, tuple[tuple[float, float], ...]] = {
    "critical": ((880.0, 0.16), (0.0, 0.05), (880.0, 0.16), (0.0, 0.05), (1174.7, 0.30)),
    "high": ((659.3, 0.20), (0.0, 0.07), (880.0, 0.30)),
    "medium": ((587.3, 0.35),),
}
"""Per file: (frequency in Hz, 0 for a rest; length in seconds)."""


def tone(hertz: float, seconds: float) -> list[int]:
    """A note with two overtones and soft edges, as 16-bit samples."""
    count = int(RATE * seconds)
    samples = []
    for place in range(count):
        at = place / RATE
        edge = min(1.0, place / (0.01 * RATE), (count - place) / (0.04 * RATE))
        wave_ = sum(
            part * math.sin(2 * math.pi * hertz * step * at)
            for step, part in ((1, 0.62), (2, 0.24), (3, 0.12))
        )
        samples.append(int(28_000 * edge * wave_) if hertz else 0)
    return samples


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, notes in NOTES.items():
        samples = [sample for hertz, seconds in notes for sample in tone(hertz, seconds)]
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
        print(f"{name}.wav {len(samples) / RATE:.2f} s")


if __name__ == "__main__":
    main()
