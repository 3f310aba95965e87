"""What is wrong with a lamp, told from its current, power, light and the time of day, and the likely
cause."""

from __future__ import annotations

import enum


class LampFault(enum.IntEnum):
    """The code in the columns; 0 is none. Each is an event of the same name in lower case, and so an
    alarm."""

    NONE = 0
    DAY_BURNER = 1
    DARK_AT_NIGHT = 2
    CYCLING = 3
    LOW_POWER_FACTOR = 4
    OVER_TEMPERATURE = 5
    NOT_DIMMING = 6
    LOST = 7
    """Communication lost; told by liveness."""


class LampCause(enum.StrEnum):
    """The likely cause, in the event's text; the console has a sentence for each."""

    NONE = ""
    RELAY_STUCK = "relay_stuck"
    """Burns while the controller says off."""
    COMMANDED_ON = "commanded_on"
    """The controller says on by day: an override or a wrong programme."""
    CONTACTOR_STUCK = "contactor_stuck"
    """Many lamps of its circuit burn by day."""
    NO_SUPPLY = "no_supply"
    """No voltage at the lamp."""
    CIRCUIT_DEAD = "circuit_dead"
    """No voltage at many lamps of its circuit."""
    LAMP_OR_DRIVER = "lamp_or_driver"
    """Voltage and on, but no current."""
    COMMANDED_OFF = "commanded_off"
    """The controller says off by night."""
    END_OF_LIFE = "end_of_life"
    """Goes out and comes back hot: the source is at its end."""
    LOOSE_CONTACT = "loose_contact"
    """Goes on and off at once, without warming."""
    CAPACITOR = "capacitor"
    """Power factor low while it burns."""
    DRIVER_HOT = "driver_hot"
    DIMMER = "dimmer"
    """Burns at full power whatever it is told."""
    SILENT = "silent"
