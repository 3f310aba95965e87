"""A data folder, empty or with a small city, and the program's commands run in this process."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap.commands import main
from app.bootstrap.data_folder import DataFolder, data_folder
from tests.bootstrap.small_city import fill


class CommandLine:
    """Runs a command and keeps what it printed."""

    def __init__(self, data: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
        self._data, self._capsys = data, capsys
        self.out = self.err = ""

    def run(self, *arguments: str | Path) -> int:
        self._capsys.readouterr()
        code = main([*(str(one) for one in arguments), "--data", str(self._data.root)])
        self.out, self.err = self._capsys.readouterr()
        return code

    @property
    def told(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return data_folder(tmp_path / "data")


@pytest.fixture
def city(data: DataFolder) -> DataFolder:
    fill(data.store)
    return data


@pytest.fixture
def command_line(data: DataFolder, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(data, capsys)
