"""A real RTSP server, run under the system's own Python, which has GStreamer: `rtsp_server.py PLAN`.

PLAN is JSON: `{"mounts": {"/name": MOUNT}, "user": "", "password": ""}`; MOUNT has `files` (H.264 or H.265
access units, one after another in a loop), `fps`, `codec`, `loss` (share of packets), `frames` (how many
there are before the stream ends; 0 for ever). Says its port in one line, then one line `name number seconds`
for each access unit that it sends where `told` is true.
"""

import itertools
import json
import re
import sys
import time
from pathlib import Path

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402 - after the versions are asked for

PAY = {"h264": "rtph264pay", "h265": "rtph265pay"}
DELIMITER = {"h264": rb"\x00\x00\x00\x01\x09", "h265": rb"\x00\x00\x00\x01\x46"}


def access_units(path, codec):
    data = Path(path).read_bytes()
    starts = [found.start() for found in re.finditer(DELIMITER[codec], data)] + [len(data)]
    return [data[begin:end] for begin, end in itertools.pairwise(starts)]


class Mount(GstRtspServer.RTSPMediaFactory):
    def __init__(self, name, plan):
        super().__init__()
        self.name, self.plan = name, plan
        self.codec = plan.get("codec", "h264")
        self.units = [unit for path in plan["files"] for unit in access_units(path, self.codec)]
        self.set_shared(True)
        self.connect("media-configure", self.configured)

    def do_create_element(self, url):
        loss = self.plan.get("loss", 0)
        pay = f"{PAY[self.codec]} pt=96 mtu=1200 name=pay0"
        if loss:
            pay = f"{PAY[self.codec]} pt=96 mtu=1200 ! identity drop-probability={loss} name=pay0"
        caps = f"video/x-{self.codec},stream-format=byte-stream,alignment=au"
        return Gst.parse_launch(
            f"( appsrc name=source is-live=true format=time caps={caps}"
            f" ! {self.codec}parse config-interval=-1 ! {pay} )"
        )

    def configured(self, _factory, media):
        source = media.get_element().get_child_by_name("source")
        feed = Feed(self, source)
        GLib.timeout_add(round(1000 / self.plan["fps"]), feed.push)
        media.connect("unprepared", feed.end)


class Feed:
    def __init__(self, mount, source):
        self.mount, self.source, self.number, self.over = mount, source, 0, False

    def end(self, *_):
        self.over = True

    def push(self):
        plan, number = self.mount.plan, self.number
        if self.over:
            return False
        if plan.get("frames") and number >= plan["frames"]:
            self.source.emit("end-of-stream")
            return False
        buffer = Gst.Buffer.new_wrapped(self.mount.units[number % len(self.mount.units)])
        buffer.pts = buffer.dts = int(number / plan["fps"] * Gst.SECOND)
        if plan.get("told"):
            sys.stdout.write(f"{self.mount.name} {number % len(self.mount.units)} {time.time():.4f}\n")
            sys.stdout.flush()
        self.number += 1
        return self.source.emit("push-buffer", buffer) == Gst.FlowReturn.OK


def protect(server, mounts, user, password):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "user")
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    server.set_auth(auth)
    for mount in mounts:
        rights = GstRtspServer.RTSPPermissions()
        rights.add_permission_for_role("user", "media.factory.access", True)
        rights.add_permission_for_role("user", "media.factory.construct", True)
        mount.set_permissions(rights)


def main():
    plan = json.loads(sys.argv[1])
    Gst.init(None)
    server = GstRtspServer.RTSPServer.new()
    server.set_address("127.0.0.1")
    server.set_service(str(plan.get("port", 0)))
    mounts = {name: Mount(name, one) for name, one in plan["mounts"].items()}
    if plan.get("user"):
        protect(server, mounts.values(), plan["user"], plan["password"])
    points = server.get_mount_points()
    for name, mount in mounts.items():
        points.add_factory(name, mount)
    server.attach(None)
    sys.stdout.write(f"{server.get_bound_port()}\n")
    sys.stdout.flush()
    GLib.timeout_add_seconds(1, lambda: server.get_session_pool().cleanup() or True)
    loop = GLib.MainLoop()
    GLib.io_add_watch(sys.stdin, GLib.IO_HUP, lambda *_: loop.quit())
    loop.run()


main()
