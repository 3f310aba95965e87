"""The table of commands: what is said where the use is wrong, and that every module is there."""

import argparse
import importlib

import pytest

from app.bootstrap import commands
from app.bootstrap.bench import BENCHES
from app.bootstrap.importing import IMPORTERS


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["polish"], 2), (["--help"], 0), (["-h"], 0)])
def test_without_a_command_the_use_is_shown(arguments, code, capsys):
    assert commands.main(arguments) == code
    shown = capsys.readouterr().err
    assert "atalaya COMMAND" in shown
    assert "doctor" in shown
    assert "  simulate " not in shown, "what is not for people stays out"


def test_an_unknown_command_is_named(capsys):
    commands.main(["polish"])
    assert "There is no command 'polish'." in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["inspect"],
        ["engine", "--nonsense"],
        ["bench", "nothing"],
        ["import", "nothing", "x"],
        ["doctor", "--language", "fr"],
    ],
)
def test_wrong_options_end_with_code_2(arguments):
    with pytest.raises(SystemExit) as ended:
        commands.main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.name)
def test_every_command_has_its_module(command):
    module = importlib.import_module(command.module)
    module.add_arguments(argparse.ArgumentParser())
    assert callable(module.main)


@pytest.mark.parametrize("module", sorted({*BENCHES.values(), *IMPORTERS.values()}))
def test_every_bench_and_importer_is_there(module):
    found = importlib.import_module(module)
    assert callable(getattr(found, "run", None) or found.bring_in)
