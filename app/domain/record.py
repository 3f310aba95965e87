"""Values that are made by the ten thousand, quickly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A dataclass with slots, compared and hashed by its values, that nobody changes.

    The type checker sees to that. A dataclass that is frozen at run time too sets each field by a call: one
    with thirty fields takes ten times as long to make, and a group of lamps makes tens of thousands.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
