"""The libraries and tools that Debian and Ubuntu bring and pip cannot: what is missing, and its installation.

Found with `ldd` on Qt 6.11.2's platform plugins, QtGui, QtNetwork and QtMultimedia.
"""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from installer.say import say

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libpulse.so.0": "libpulse0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
TEST_TOOLS = {
    "mosquitto": "mosquitto",
    "mosquitto_pub": "mosquitto-clients",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "ip": "iproute2",
    "unshare": "util-linux",
    "ffmpeg": "ffmpeg",
}
# What the tests' RTSP server, run by Debian's own Python, is made of: no tools, but files of these names.
TEST_FILES = {
    "girepository-1.0/GstRtspServer-1.0.typelib": "gir1.2-gst-rtsp-server-1.0",
    "python3/dist-packages/gi/__init__.py": "python3-gi",
    "gstreamer-1.0/libgstapp.so": "gstreamer1.0-plugins-base",
    "gstreamer-1.0/libgstrtp.so": "gstreamer1.0-plugins-good",
    "gstreamer-1.0/libgstrtspclientsink.so": "gstreamer1.0-rtsp",
    "gstreamer-1.0/libgstvideoparsersbad.so": "gstreamer1.0-plugins-bad",
}
LIBRARY_FOLDER = Path("/usr/lib")
BUILD_TOOLS = {"objdump": "binutils"}

# Commands go on without these: what needs them says so itself.
OPTIONAL = {"test"}

SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/sbin"
NO_SERVICES = Path("/usr/sbin/policy-rc.d")
NO_SERVICES_TEXT = """\
#!/bin/sh
# Written by Atalaya's set-up: starts no service while it installs. May be deleted.
exit 101
"""


class PackagesMissing(Exception):
    """System packages are missing and cannot be installed from here; the text says what to do."""


def ensure(group: str) -> bool:
    """Install what a group lacks; True when nothing is missing any more.

    Raises PackagesMissing when the person has to do it and the command cannot go on without.
    """
    if sys.platform != "linux":
        return True
    packages = missing(group)
    if not packages:
        return True
    order = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        say(f"these may be missing on this system (their Debian names): {' '.join(packages)}")
        return True
    if os.geteuid() == 0 and install(packages):
        packages = missing(group)
        if not packages:
            return True
    sentence = f"system packages are missing. Install them with: sudo {order}"
    if group not in OPTIONAL:
        raise PackagesMissing(sentence)
    say(f"{sentence} (until then what needs them is skipped)")
    return False


def missing(group: str) -> list[str]:
    """The Debian packages of a group that this machine lacks, in alphabetical order."""
    if group == "qt":
        return sorted(package for library, package in QT_LIBRARIES.items() if library not in libraries())
    if group == "test":
        tools = {package for tool, package in TEST_TOOLS.items() if not which(tool)}
        return sorted(tools | {package for file, package in TEST_FILES.items() if not is_library_file(file)})
    if group == "build":
        tools = {package for tool, package in BUILD_TOOLS.items() if not which(tool)}
        return sorted(tools | shared_python())
    if group == "python":
        return [] if importlib.util.find_spec("ensurepip") else [f"{python_name()}-venv"]
    raise KeyError(group)


def which(tool: str) -> str | None:
    """Where a tool is, also in the folders that only an administrator has on the path."""
    return shutil.which(tool, path=f"{os.environ.get('PATH', '')}:{SYSTEM_PATH}")


def is_library_file(name: str, folder: Path = LIBRARY_FOLDER) -> bool:
    """Whether a file is in the folder of libraries, or in that of this machine's architecture."""
    return (folder / name).exists() or any(folder.glob(f"*-linux-gnu*/{name}"))


def libraries() -> set[str]:
    """The names of the shared libraries that the dynamic linker knows."""
    ldconfig = which("ldconfig")
    if ldconfig is None:
        return set(QT_LIBRARIES)
    listing = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in listing.splitlines() if "=>" in line} or set(QT_LIBRARIES)


def shared_python() -> set[str]:
    """PyInstaller needs Python as a shared library, which Debian keeps in a package of its own."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    folder = sysconfig.get_config_var("LIBDIR") or ""
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    if not sysconfig.get_config_var("Py_ENABLE_SHARED") or name in libraries():
        return set()
    found = any((Path(place) / name).exists() for place in (folder, Path(folder) / multiarch))
    return set() if found else {f"lib{python_name()}"}


def python_name() -> str:
    """This Python's name in Debian, such as `python3.11`."""
    return f"python{sys.version_info[0]}.{sys.version_info[1]}"


def install(packages: list[str]) -> bool:
    """Install Debian packages as root, without starting the services that they bring."""
    say(f"installing system packages: {' '.join(packages)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    options = ["-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    with no_services():
        for step in (["apt-get", "-q", "update"], ["apt-get", "install", *options, *packages]):
            done = subprocess.run(
                step, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
            )
            if done.returncode != 0:
                sys.stderr.write("".join(f"  {line}\n" for line in done.stderr.strip().splitlines()[-6:]))
                return False
    if "mosquitto" in packages and which("systemctl"):
        # The tests start brokers of their own; this machine asked for none.
        subprocess.run(["systemctl", "disable", "--now", "mosquitto"], capture_output=True, check=False)
    return True


@contextlib.contextmanager
def no_services() -> Iterator[None]:
    """Keep packages from starting their services, by the file that Debian asks (policy-rc.d)."""
    ours = not NO_SERVICES.exists() or NO_SERVICES.read_text(errors="replace") == NO_SERVICES_TEXT
    if not ours:
        yield
        return
    NO_SERVICES.write_text(NO_SERVICES_TEXT)
    NO_SERVICES.chmod(0o755)
    try:
        yield
    finally:
        NO_SERVICES.unlink(missing_ok=True)
