"""A command that is not yet in the table, run in this process with lines of standard input."""

from __future__ import annotations

import argparse
import io
import sys
from types import ModuleType

import pytest

from app.bootstrap.commands import Unable


class Typist:
    """Runs `module.main`; `out` is what it printed, `err` its one sentence."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys
        self.out = self.err = ""

    def run(self, module: ModuleType, *arguments: object, lines: tuple[str, ...] = ()) -> int:
        parser = argparse.ArgumentParser()
        module.add_arguments(parser)
        options = parser.parse_args([str(one) for one in arguments])
        self._monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        self._capsys.readouterr()
        try:
            code: int = module.main(options)
        except Unable as problem:
            code, self.err = 1, str(problem)
        else:
            self.err = ""
        self.out, progress = self._capsys.readouterr()
        self.err += progress
        return code
