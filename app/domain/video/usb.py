"""Cameras at the machine itself: how a `usb:` address names the device that is opened."""

from __future__ import annotations

from urllib.parse import unquote

FORMS = {
    "linux": "usb:0 for /dev/video0, or usb:/dev/v4l/by-id/NAME",
    "win32": "usb:NAME, the name of the camera in the device manager",
}
"""By `sys.platform`; on any other there are none."""


def usb_device(url: str, platform: str) -> str:
    """As the library wants it; empty for what is no device there. `%20` is a space."""
    name = unquote(url.partition(":")[2]).removeprefix("//").removeprefix("video=").strip()
    if not name.isprintable():
        return ""
    if platform == "linux":
        if name.isascii() and name.isdecimal():
            return f"/dev/video{int(name)}" if len(name) <= 3 else ""
        return name if name.startswith("/dev/") and ".." not in name.split("/") else ""
    # A colon would begin the name of a microphone.
    if platform == "win32" and name and ":" not in name and not name.isdecimal():
        return f"video={name}"
    return ""
