"""What a `usb:` address names on each system."""

import pytest

from app.domain.video.usb import usb_device


@pytest.mark.parametrize(
    ("url", "linux", "windows"),
    [
        ("usb:0", "/dev/video0", ""),
        ("usb:12", "/dev/video12", ""),
        ("usb:/dev/video1", "/dev/video1", "video=/dev/video1"),
        ("usb:///dev/v4l/by-id/usb-A%20B", "/dev/v4l/by-id/usb-A B", "video=/dev/v4l/by-id/usb-A B"),
        ("usb:Integrated Camera", "", "video=Integrated Camera"),
        ("usb:Integrated%20Camera", "", "video=Integrated Camera"),
        ("usb://video=Integrated Camera", "", "video=Integrated Camera"),
        ("usb:/dev/../etc/passwd", "", "video=/dev/../etc/passwd"),
        ("usb:Camera:audio=Microphone", "", ""),
        ("usb:Cam%00era", "", ""),
        ("usb:/etc/passwd", "", "video=/etc/passwd"),
        ("usb:", "", ""),
        ("usb://", "", ""),
        ("usb:²", "", "video=²"),
    ],
)
def test_the_device_of_an_address(url, linux, windows):
    assert usb_device(url, "linux") == linux
    assert usb_device(url, "win32") == windows
    assert usb_device(url, "darwin") == ""
