"""The console's composition root: Qt, the hub, the map and the main window, and the end of it all."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap.console_parts import build_console
from app.bootstrap.console_plan import ConsolePlan
from app.bootstrap.data_folder import add_data_argument, data_folder
from app.bootstrap.engine_process import load_settings
from app.bootstrap.logs import log_to


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file")
    parser.add_argument("--operator", default="", metavar="NAME", help="sign in with this name")
    parser.add_argument("--language", choices=("es", "en"), help="instead of the site's")
    parser.add_argument("--theme", choices=("dark", "light"), help="instead of the operator's")
    parser.add_argument(
        "--size", default="", metavar="WxH", help="the window's size; otherwise the whole screen"
    )
    parser.add_argument("--seconds", type=float, metavar="N", help="end by itself after N seconds")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save a picture at the end")


def main(options: argparse.Namespace) -> int:
    data = data_folder(options.data)
    settings = load_settings(options.config, data)
    return run_console(
        ConsolePlan(
            data=data,
            config=options.config.resolve() if options.config else None,
            settings=settings,
            operator=options.operator,
            language=options.language or settings.site.language,
            theme=options.theme,
            size=options.size,
            seconds=options.seconds,
            screenshot=options.screenshot,
        )
    )


def run_console(plan: ConsolePlan) -> int:
    """Show the console until its window closes or the time asked for is over. Blocks; main thread."""
    log_to(plan.data.logs / "console.log")
    _choose_platform()
    application = QApplication([sys.argv[0]])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    console = build_console(plan)
    console.show()
    if plan.seconds is not None:
        QTimer.singleShot(int(plan.seconds * 1000), console.window.close)
    try:
        with loop:
            loop.run_until_complete(_until_closed(application))
    finally:
        console.close()
    return 0
