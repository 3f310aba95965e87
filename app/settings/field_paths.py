"""Paths into a JSON payload, as `object.sensors[0].temp`, `["key.with.dots"]`, or `$` for the whole."""

from __future__ import annotations

import re

Step = str | int
_STEP = re.compile(r'\.?([^.\[\]"$]+)|\[(\d{1,6})\]|\["([^"]+)"\]')
LONGEST_PATH = 20


def parse_path(text: str) -> tuple[Step, ...]:
    """The steps from the root; raises ValueError with a sentence that follows the key's name."""
    rest = text.removeprefix("$")
    steps: list[Step] = []
    position = 0
    while position < len(rest):
        found = _STEP.match(rest, position)
        if found is None or (position == 0 and rest[0] == "." and not text.startswith("$")):
            raise ValueError(f"is not a path such as 'object.sensors[0].temp': '{text}'")
        name, index, quoted = found.groups()
        steps.append(int(index) if index else name or quoted)
        position = found.end()
    if not text or len(steps) > LONGEST_PATH:
        raise ValueError(f"must have between 1 and {LONGEST_PATH} steps, or be '$' for the whole payload")
    return tuple(steps)
