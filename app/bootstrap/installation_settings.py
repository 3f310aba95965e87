"""The settings of this installation: in force, changed, and followed by what can without a restart."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from app.bootstrap.broker_visit import reach
from app.bootstrap.city_parts import patience, shelving
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.settings_file import check_config, settings_to_write
from app.engine.city import City
from app.feed.kept_link import KeptLink
from app.feed.link_state import Phase
from app.settings.catalogue import load_catalogue
from app.settings.describing import by_path
from app.settings.problems import Problem, SettingsInvalid
from app.settings.secrets.faults import SecretsFault
from app.settings.secrets.store import Secrets
from app.settings.sections import BrokerSettings
from app.settings.settings import Settings
from app.settings.settings_file import (
    Accepted,
    SettingChange,
    SettingsFile,
    SettingsSuperseded,
    SettingValue,
)
from app.wire import administration as wire

VERSIONS = "settings-versions"
"""The folder of the versions, in the data folder."""


class InstallationSettings:
    """`now` is for any thread, `attach` and `follow` for the engine's, the rest for workers'."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self._guard = threading.Lock()
        """The file knows one thread; those that prove, keep secrets and change settings take turns."""
        self._at_start = {value.path: value.value for value in file.values()}
        self._links: tuple[KeptLink, ...] = ()
        self._city: City | None = None
        self._reached: BrokerSettings = file.settings.broker
        """What the link goes by."""

    @property
    def now(self) -> Settings:
        """As the file has them; what needs a restart may still go by older ones."""
        return self._file.settings

    def attach(self, links: tuple[KeptLink, ...], city: City) -> None:
        """What follows the settings from now on."""
        self._links, self._city = links, city

    def follow(self) -> None:
        """Let link, shelving and liveness go by the settings as they are now."""
        assert self._city is not None
        center, watch = self._city.parts.center, self._city.parts.watch
        center.limit_shelving(shelving(self.now))
        watch.be_patient(patience(self.now))
        self._follow_broker()

    def follow_secrets(self) -> None:
        """A secret is another one, or can be had now: read the file's settings again with it."""
        with self._guard:
            self._file.refresh()
        self._follow_broker()

    def heads_places(self, data: DataFolder) -> tuple[Path, ...]:
        """Where signed heads are kept: the data folder, and the folder that the settings name."""
        elsewhere = self.now.security.heads_folder
        return (data.root,) if elsewhere is None else (data.root, elsewhere)

    # -- for the settings desk -----------------------------------------------------------------------

    def state(self, secrets: tuple[str, ...]) -> wire.SettingsState:
        file = self._file
        with self._guard:
            return wire.SettingsState(
                file=file.shown,
                stamp=file.stamp,
                values=tuple(self._told(value) for value in file.values()),
                versions=tuple(wire.SettingsVersion(each.id, each.at) for each in file.versions()),
                secrets=secrets,
            )

    def change(self, request: object, put_on_record: Accepted) -> None:
        """Raises SettingsInvalid, SettingsSuperseded or SettingsUnwritable; then nothing is changed."""
        now_ms = int(time.time() * 1000)
        with self._guard:
            if getattr(request, "stamp", "") != self._file.stamp:
                raise SettingsSuperseded("The settings are others by now than those that were seen.")
            match request:
                case wire.ChangeSettings():
                    self._file.change(_typed(request.changes), now_ms, put_on_record)
                case wire.ImportSettings():
                    self._file.replace(request.text, now_ms, put_on_record)
                case wire.RestoreSettings():
                    self._file.restore(request.version, now_ms, put_on_record)

    def text(self) -> str:
        return self._file.export()

    def try_broker(self, changes: Iterable[wire.SettingChange]) -> wire.BrokerTrial:
        """Blocks up to 12 s. Raises SettingsInvalid for changes that no file could hold. The stored password
        goes to the broker in force alone."""
        began = time.monotonic()
        with self._guard:
            broker = self._file.tried(_typed(changes)).broker
        state = reach(broker if _same_end(broker, self.now.broker) else _anonymous(broker))
        return wire.BrokerTrial(
            reached=state.phase is Phase.UP,
            reason=str(state.reason),
            detail=state.detail,
            encrypted=state.encrypted,
            seconds=time.monotonic() - began,
        )

    def _told(self, value: SettingValue) -> wire.SettingValue:
        pending = not by_path()[value.path].live and value.value != self._at_start[value.path]
        return wire.SettingValue(value.path, json.dumps(value.value), value.is_default, pending)

    def _follow_broker(self) -> None:
        broker = self.now.broker
        if self._links and broker != self._reached:
            self._reached = broker
            for link in self._links:
                link.change(broker)


def _same_end(one: BrokerSettings, other: BrokerSettings) -> bool:
    return (one.url, one.ca_file) == (other.url, other.ca_file)


def _anonymous(broker: BrokerSettings) -> BrokerSettings:
    return BrokerSettings.model_validate(broker.model_dump(exclude={"user", "password"}))


def settings_of(data: DataFolder, config: Path | None, secrets: Secrets) -> InstallationSettings:
    """The settings that the engine goes by; raises Unable or SettingsInvalid."""
    check_config(config)

    def secret(name: str) -> str | None:
        try:
            return secrets.get(name)
        except SecretsFault:
            return None  # said where the secrets are opened

    file = SettingsFile(
        settings_to_write(config, data),
        data.root / VERSIONS,
        catalogue=load_catalogue(),
        secret=secret,
    )
    return InstallationSettings(file)


def _typed(changes: Iterable[wire.SettingChange]) -> list[SettingChange]:
    made, problems = [], []
    for each in changes:
        try:
            made.append(SettingChange(each.path, None if each.json is None else json.loads(each.json)))
        except (json.JSONDecodeError, RecursionError):
            problems.append(Problem(each.path, 0, "The value is not JSON."))
    if problems:
        raise SettingsInvalid(problems)
    return made
