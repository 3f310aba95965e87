"""What Qt can do on this PC: window, font and sound, each asked in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from app.bootstrap.doctor_words import Finding, State
from app.bootstrap.processes import own_command

PROBE_LIMIT_S = 30.0
FAMILY = "Inter"
_NO_ENTRY = "could not connect to display"
_TELLING = (_NO_ENTRY, "cannot open shared object", "Could not find the Qt platform", "is needed to load")
"""What is written where the cause is named, the surest first: Qt also names a library that is there."""


class ProbeFailed(Exception):
    """Qt could not be asked; `str()` is the last line it wrote."""


def check_display() -> Finding:
    if not _has_display():
        return Finding("qt", State.WARN, "qt_no_display")
    try:
        told = _ask("display")
    except ProbeFailed as problem:
        says = "qt_no_entry" if _NO_ENTRY in str(problem) else "qt_failed"
        values = {"problem": problem, "display": os.environ.get("DISPLAY", "")}
        return Finding("qt", State.FAIL, says, values)
    if told["platform"] in ("offscreen", "minimal"):
        return Finding("qt", State.WARN, "qt_no_display")
    screens = ", ".join(f"{wide}×{high}" for wide, high, _ in told["screens"])
    return Finding("qt", State.OK, "qt_ok", {**told, "screens": screens})


def check_fonts() -> Finding:
    try:
        told = _ask("fonts", platform="offscreen")
    except ProbeFailed as problem:
        return Finding("fonts", State.FAIL, "fonts_unreadable", {"problem": problem})
    if FAMILY not in told["families"]:
        missing = f"{FAMILY} ≠ {', '.join(told['families']) or '—'}."
        return Finding("fonts", State.FAIL, "fonts_unreadable", {"problem": missing})
    return Finding("fonts", State.OK, "fonts_ok", {"family": FAMILY, "files": told["files"]})


def check_sound() -> Finding:
    try:
        told = _ask("sound", platform="offscreen")
    except ProbeFailed as problem:
        return Finding("sound", State.FAIL, "sound_failed", {"problem": problem})
    if not told["outputs"]:
        return Finding("sound", State.WARN, "sound_none")
    return Finding("sound", State.OK, "sound_ok", {"device": told["default"] or told["outputs"][0]})


def _has_display() -> bool:
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _ask(what: str, *, platform: str = "") -> dict[str, Any]:
    """The answer of one probe; raises ProbeFailed."""
    environment = {**os.environ, **({"QT_QPA_PLATFORM": platform} if platform else {})}
    try:
        done = subprocess.run(
            own_command("probe", what),
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PROBE_LIMIT_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise ProbeFailed(str(problem)) from problem
    if done.returncode:
        raise ProbeFailed(_reason(done.stderr, done.returncode))
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def _reason(written: str, code: int) -> str:
    """The line that names what is missing, or else the last one."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    named = [line for words in _TELLING for line in lines if words in line]
    return (named or lines[-1:] or [f"exit code {code}."])[0][:300]
