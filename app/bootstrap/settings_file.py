"""Which settings file a command takes. Apart from the engine, whose libraries a console need not load."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder
from app.settings.settings import Settings, load


def load_settings(config: Path | None, data: DataFolder) -> Settings:
    """The file asked for, or the data folder's own, or the defaults. Raises Unable or SettingsInvalid."""
    if config is not None and not config.is_file():
        raise Unable(f"There is no settings file {config}.")
    own = data.settings if data.settings.is_file() else None
    return load(config or own)
