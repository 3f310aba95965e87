"""What is wanted of a camera's stream at the moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Replaced as a whole, by any thread; the camera's thread reads it at each packet."""

    width: int = 0
    """Pixels of the largest tile that shows it; 0 for none."""
    plain: bool = False
    """Somebody who may see faces looks."""
    blurred: bool = False
    """Somebody who may not see faces looks."""
    shed: bool = False
    shows: bool = True
    """This connection is the one to be shown and analysed; another one of the same camera is not."""
    records: bool = True
    """Its packets are the ones to be recorded."""
    counts: bool = True
    """Its packets are those of the camera's rates: those of the main stream wherever that always comes."""
    main_lost: bool = False
    """Those that are to be recorded do not come: they are another connection's, and that one is lost."""
