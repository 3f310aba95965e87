"""Which settings file a command takes. Apart from the engine, whose libraries a console need not load."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder
from app.settings.secrets.faults import SecretsFault
from app.settings.secrets.store import open_secrets
from app.settings.settings import Secret, Settings, load


def load_settings(config: Path | None, data: DataFolder, *, secret: Secret | None = None) -> Settings:
    """The file asked for, or the data folder's own, or the defaults. Raises Unable or SettingsInvalid.

    `secret` gives the broker's password where the environment does not; a command that never speaks with the
    broker does without.
    """
    check_config(config)
    return load(settings_path(config, data), secret=secret)


def check_config(config: Path | None) -> None:
    """A file that was asked for must be there; raises Unable."""
    if config is not None and not config.is_file():
        raise Unable(f"There is no settings file {config}.")


def stored_secret(data: DataFolder) -> Secret:
    """The broker's password from where this installation keeps its secrets; opened when it is asked for."""

    def secret(name: str) -> str | None:
        try:
            return open_secrets(data.root).get(name)
        except SecretsFault:
            return None  # `doctor` says what is wrong with them

    return secret


def settings_path(config: Path | None, data: DataFolder) -> Path | None:
    """The file that the settings come from; None where there are only defaults."""
    return config or (data.settings if data.settings.is_file() else None)


def settings_to_write(config: Path | None, data: DataFolder) -> Path:
    """The file that a change goes to, there or not."""
    return config or data.settings
