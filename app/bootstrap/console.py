"""The console's composition root: Qt, the hub, the map and the main window, and the end of it all."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap.console_parts import RunningConsole, build_console
from app.bootstrap.console_plan import ConsolePlan
from app.bootstrap.data_folder import add_data_argument, data_folder
from app.bootstrap.frame_meter import FrameMeter
from app.bootstrap.garbage import GuiGarbage
from app.bootstrap.logs import log_to
from app.bootstrap.settings_file import load_settings

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file")
    parser.add_argument("--operator", default="", metavar="NAME", help="whose password is asked for")
    parser.add_argument("--password-file", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--language", choices=("es", "en"), help="instead of the site's")
    parser.add_argument("--theme", choices=("dark", "light"), help="instead of the operator's")
    parser.add_argument(
        "--size", default="", metavar="WxH", help="the window's size; otherwise the whole screen"
    )
    parser.add_argument("--seconds", type=float, metavar="N", help="end by itself after N seconds")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save a picture at the end")
    parser.add_argument("--frames", type=Path, metavar="FILE", help=argparse.SUPPRESS)


def main(options: argparse.Namespace) -> int:
    data = data_folder(options.data)
    settings = load_settings(options.config, data)
    return run_console(
        ConsolePlan(
            data=data,
            config=options.config.resolve() if options.config else None,
            settings=settings,
            operator=options.operator,
            password=_password_in(options.password_file),
            language=options.language or settings.site.language,
            theme=options.theme,
            size=options.size,
            seconds=options.seconds,
            screenshot=options.screenshot,
            frames=options.frames,
        )
    )


def _password_in(file: Path | None) -> str:
    """For the benchmarks, which have nobody to type it; a password is never an argument."""
    return "" if file is None else file.read_text("utf-8").strip()


def run_console(plan: ConsolePlan) -> int:
    """Show the console until its window closes or the time asked for is over. Blocks; main thread."""
    log_to(plan.data.logs / "console.log")
    _choose_platform()
    application = QApplication([sys.argv[0]])
    garbage = GuiGarbage(application)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    console = build_console(plan, application)
    console.show(plan.size)
    meter = FrameMeter(console.map.view, console.hub) if plan.frames is not None else None
    if plan.seconds is not None:
        QTimer.singleShot(int(plan.seconds * 1000), application, lambda: _finish(console, plan, meter))
    ended = asyncio.Event()
    application.aboutToQuit.connect(ended.set)
    with loop:
        loop.run_until_complete(ended.wait())
        console.close()
        end_tasks(loop)
    garbage.stop()
    return 0


def end_tasks(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel what is under way and wait until it has ended, as `asyncio.run` does: a task that is destroyed
    while it is pending leaves what it waited for unheard. Main thread, before the loop is closed."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))


def _finish(console: RunningConsole, plan: ConsolePlan, meter: FrameMeter | None) -> None:
    """The time asked for is over: leave a picture and figures if they were wanted, and close."""
    if meter is not None and plan.frames is not None:
        meter.save(plan.frames)
    if plan.screenshot is not None:
        plan.screenshot.parent.mkdir(parents=True, exist_ok=True)
        if not console.window.grab().save(str(plan.screenshot)):
            log.warning("The picture could not be written to %s.", plan.screenshot)
    console.window.close()


def _choose_platform() -> None:
    """Without a display, run on Qt's offscreen platform and say so."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        print("There is no display: the console runs without a visible window.", file=sys.stderr)
