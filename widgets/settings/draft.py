"""The settings as they are being changed on the page: what the engine said, and what was typed over it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from app.settings.describing import SettingInfo, by_path
from app.wire.administration import SettingChange, SettingsState, SettingValue

NOTHING = SettingsState("", "", (), (), ())


class SettingsDraft:
    """Values are as JSON has them. What is typed outlives a fresh state of the engine."""

    def __init__(self) -> None:
        self.state = NOTHING
        self._said: dict[str, SettingValue] = {}
        self._typed: dict[str, Any] = {}

    def take(self, state: SettingsState) -> None:
        """The engine's settings as they are now."""
        self.state = state
        self.take_values(state.values)

    def take_values(self, values: Iterable[SettingValue]) -> None:
        self._said = {value.path: value for value in values}
        for path in [path for path, value in self._typed.items() if _same(value, self.said(path))]:
            del self._typed[path]

    def infos(self) -> tuple[SettingInfo, ...]:
        """The settings that the engine and this console both know."""
        return tuple(info for path, info in by_path().items() if path in self._said or info.type == "secret")

    def said(self, path: str) -> Any:
        """What holds in the engine's file."""
        value = self._said.get(path)
        return by_path()[path].default if value is None else json.loads(value.json)

    def value(self, path: str) -> Any:
        """What the page shows."""
        return self._typed.get(path, self.said(path))

    def type(self, path: str, value: Any) -> None:
        if _same(value, self.said(path)):
            self._typed.pop(path, None)
        else:
            self._typed[path] = value

    def reset(self, path: str) -> None:
        """Back to the default."""
        self.type(path, by_path()[path].default)

    def discard(self) -> None:
        self._typed.clear()

    def is_changed(self, path: str) -> bool:
        return path in self._typed

    def differs(self, path: str) -> bool:
        """Whether it is another value than the default."""
        return not _same(self.value(path), by_path()[path].default)

    def is_pending(self, path: str) -> bool:
        """In the file, and not yet in force."""
        value = self._said.get(path)
        return value is not None and value.pending

    def changes(self) -> tuple[SettingChange, ...]:
        """What is to be asked of the engine; a value that is the default leaves the file."""
        return tuple(
            SettingChange(path, None if _same(value, by_path()[path].default) else json.dumps(value))
            for path, value in self._typed.items()
        )

    @property
    def pending(self) -> tuple[str, ...]:
        return tuple(path for path in self._said if self.is_pending(path))


def _same(one: Any, other: Any) -> bool:
    """`true` and `1` are two values, `1` and `1.0` are one."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
