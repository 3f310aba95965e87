"""The commands of the launcher as a table. A command's module is imported only when it is asked for, so that
the headless engine loads no Qt and a second start of anything costs only itself."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from app.settings.problems import SettingsInvalid


class CommandModule(Protocol):
    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def main(self, options: argparse.Namespace) -> int: ...


class Unable(Exception):
    """A command cannot do what it was asked; `str()` is the one clear sentence for the person."""


@dataclass(frozen=True, slots=True)
class Command:
    """`module` offers `add_arguments(parser)` and `main(options) -> exit code`."""

    name: str
    module: str
    help: str
    hidden: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("demo", "app.bootstrap.demo", "a simulated city with its broker, engine and console"),
    Command("run", "app.bootstrap.console", "the console with its engine"),
    Command("engine", "app.bootstrap.engine_process", "the engine alone, headless"),
    Command("video", "app.bootstrap.video", "the cameras of an installation, headless"),
    Command("bench", "app.bootstrap.bench", "one benchmark, its figures as JSON"),
    Command("doctor", "app.bootstrap.doctor", "what works and what is missing on this PC"),
    Command("inspect", "app.bootstrap.inspect", "what the database holds"),
    Command("report", "app.bootstrap.report", "incidents, periods, quarters, shifts or alarms as a file"),
    Command("operators", "app.bootstrap.operators", "list, add or reset operators while no engine runs"),
    Command("audit", "app.bootstrap.audit", "verify or export the record of every act"),
    Command("secret", "app.bootstrap.secret", "keep a password where the settings file has none"),
    Command("backup", "app.bootstrap.backup", "settings, databases, maps and keys in one sealed file"),
    Command("restore", "app.bootstrap.restoring_backup", "a backup into an empty data folder"),
    Command("verify", "app.bootstrap.verify", "whether exported footage is what was signed"),
    Command("import", "app.bootstrap.importing", "bring in a base map, zones, devices or cameras"),
    Command("evidence", "app.bootstrap.evidence", "a package of footage for a console", hidden=True),
    Command("recount", "app.bootstrap.recount", "footage seen again by another pipeline", hidden=True),
    Command("load", "app.bootstrap.bench_load", "the load of the benchmarks", hidden=True),
    Command("lamps", "app.bootstrap.bench_commands_lamps", "lamps that obey a benchmark", hidden=True),
    Command("probe", "app.bootstrap.qt_probe", "what Qt finds on this PC", hidden=True),
    Command("video-worker", "app.bootstrap.video_worker", "decodes cameras", hidden=True),
    Command("video-playback", "app.bootstrap.video_playback", "plays footage back", hidden=True),
    Command("simulate", "app.bootstrap.simulation", "the simulated city alone", hidden=True),
    Command("cameras", "app.bootstrap.simulated_cameras", "the simulated city's cameras alone", hidden=True),
)

QUIET = "qt.multimedia.symbolsresolver=false"
"""Said at import on any PC without PipeWire, where sound works all the same."""


OWNER_ONLY = 0o077
"""Whatever this program writes is for the account it runs under."""


def main(arguments: Sequence[str]) -> int:
    """Run a command. Exit codes: 0 done, 1 failed with one clear sentence, 2 wrong use."""
    name = arguments[0] if arguments else ""
    command = next((one for one in COMMANDS if one.name == name), None)
    if command is None:
        return _usage(name)
    os.environ.setdefault("QT_LOGGING_RULES", QUIET)
    os.umask(OWNER_ONLY)
    module = cast(CommandModule, importlib.import_module(command.module))
    parser = argparse.ArgumentParser(prog=f"atalaya {name}", description=command.help)
    module.add_arguments(parser)
    return _guarded(module.main, parser.parse_args(arguments[1:]))


def _guarded(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    try:
        return run(options)
    except (Unable, SettingsInvalid) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


def _usage(name: str) -> int:
    if name and name not in ("-h", "--help"):
        print(f"There is no command '{name}'.", file=sys.stderr)
    lines = [f"  {one.name:<10} {one.help}" for one in COMMANDS if not one.hidden]
    print("\n".join(["Use: atalaya COMMAND [options]", *lines]), file=sys.stderr)
    return 0 if name in ("-h", "--help") else 2
