"""`probe WHAT`: asks Qt about one thing of this PC and prints it as JSON. A process of its own, since a Qt
that lacks a system library aborts the program that asks."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication

from app.settings.resources import resource

Answer = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=sorted(PROBES))


def main(options: argparse.Namespace) -> int:
    print(json.dumps(PROBES[options.what]()), flush=True)
    return 0


def _display() -> Answer:
    application = QGuiApplication([sys.argv[0]])
    screens = [
        [screen.size().width(), screen.size().height(), screen.devicePixelRatio()]
        for screen in application.screens()
    ]
    return {"version": qVersion(), "platform": application.platformName(), "screens": screens}


def _fonts() -> Answer:
    application = QGuiApplication([sys.argv[0]])
    files = sorted(resource("fonts").glob("*.otf"))
    families = {
        family
        for file in files
        for family in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    }
    del application
    return {"files": len(files), "families": sorted(families)}


def _sound() -> Answer:
    # Loaded for this question alone: without PulseAudio's library it cannot be.
    multimedia = importlib.import_module("PySide6.QtMultimedia")
    application = QCoreApplication([sys.argv[0]])
    outputs = [device.description() for device in multimedia.QMediaDevices.audioOutputs()]
    chosen = multimedia.QMediaDevices.defaultAudioOutput().description()
    del application
    return {"outputs": outputs, "default": chosen}


PROBES: dict[str, Callable[[], Answer]] = {"display": _display, "fonts": _fonts, "sound": _sound}
