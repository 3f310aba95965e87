"""The cameras of `bench wall`: RTSP servers in processes of their own that send a film encoded beforehand.

Every picture has its number in its upper left corner, and when it was sent stands in a table that all
processes see: so a tile tells how old it is. Each camera begins the film at another place.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import mmap
import multiprocessing
import struct
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.demo.cameras.layouts import SceneKind
from app.demo.cameras.scene import Scene
from video.media.encoding import LiveEncoder
from video.media.inputs import Frame
from video.media.packets import PacketView

FPS, WIDTH, HEIGHT = 15, 1280, 720
FILM_S = 6
PICTURES = FILM_S * FPS
BITS, BIT_PX = 8, 32
AS_CAMERAS = {
    "preset": "superfast",
    "tune": "zerolatency",
    "x264-params": f"repeat-headers=1:fps={FPS}:force-cfr=1:bitrate=1000:vbv-maxrate=1000:vbv-bufsize=1000",
}
"""At a steady rate, and with all that makes decoding slow."""
MTU = 1400
TIMES, FILM = "sent.times", "film"

_PACKET = struct.Struct("!BBHBBHII")
"""Interleaved frame and RTP header: `$`, channel, length; version, type, sequence, time stamp, source."""
_TYPE, _LAST, _CLOCK = 96, 0x80, 90_000
_KEY, _SETS = 5, {7, 8}
"""Kinds of units of H.264."""
Pixels = NDArray[np.uint8]
Unit = list[bytes]
"""A picture as the payloads of its RTP packets."""


# -- the film ----------------------------------------------------------------------------------------


def make_film(place: Path) -> float:
    """Encode it as a camera does; returns its Mbit/s."""
    scene, random = Scene(SceneKind.AVENUE, 7), np.random.default_rng(1)
    grain = [random.integers(0, 40, (HEIGHT, WIDTH, 3), np.uint8) for _ in range(4)]
    encoder = LiveEncoder(lambda _: None, AS_CAMERAS)
    packets: list[PacketView] = []
    for number in range(PICTURES):
        small = Frame.from_ndarray(scene.frame(number / FPS), format="bgr24")
        picture = small.reformat(WIDTH, HEIGHT, interpolation="BICUBIC").to_ndarray()
        picture += np.minimum(grain[number % len(grain)], 255 - picture)
        _mark(picture, number)
        packets += encoder.packets(Frame.from_ndarray(picture, format="bgr24"), number * 1000 // FPS)
    (place / FILM).write_bytes(b"".join(struct.pack("!I", len(one.data)) + one.data for one in packets))
    return sum(len(one.data) for one in packets) * 8 / FILM_S / 1e6


def _mark(picture: Pixels, number: int) -> None:
    for bit in range(BITS):
        picture[:BIT_PX, bit * BIT_PX : (bit + 1) * BIT_PX] = 235 if number >> bit & 1 else 16


def number_in(pixels: Pixels) -> int:
    """Of a picture brought to any size, (h, w, 4)."""
    block = BIT_PX * pixels.shape[1] / WIDTH
    row = pixels[int(block / 2), [int((bit + 0.5) * block) for bit in range(BITS)], 1].tolist()
    return sum(1 << bit for bit, light in enumerate(row) if light > 126)


# -- the cameras -------------------------------------------------------------------------------------


class SentTimes:
    """When each camera has sent each picture of the film last (epoch seconds), and how many in all."""

    def __init__(self, place: Path, cameras: int) -> None:
        path = place / TIMES
        size = cameras * (PICTURES + 1) * 8
        if not path.exists():
            path.write_bytes(bytes(size))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), size)
        self._table = np.frombuffer(self._map, np.float64).reshape(cameras, PICTURES + 1)

    def sends(self, camera: int, number: int) -> None:
        self._table[camera, number] = time.time()
        self._table[camera, PICTURES] += 1

    def of(self, camera: int, number: int) -> float:
        """0 for a number that is none."""
        return float(self._table[camera, number]) if number < PICTURES else 0.0

    def count(self, camera: int) -> int:
        return int(self._table[camera, PICTURES])


class Cameras:
    """A process that serves some of the cameras, at `rtsp://127.0.0.1:PORT/NUMBER`."""

    def __init__(self, place: Path, numbers: range, of_all: int) -> None:
        self._plan = place, numbers, of_all
        self.start()

    def start(self) -> None:
        """Also again, after `kill`, on another port."""
        context = multiprocessing.get_context("spawn")
        self._stop, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_serve, args=(*self._plan, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._port = int.from_bytes(self._stop.recv_bytes(), "big")

    def url(self, number: int) -> str:
        return f"rtsp://127.0.0.1:{self._port}/{number}"

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        self._stop.close()
        self._process.join(5)
        self.kill()


def _serve(place: Path, numbers: range, of_all: int, told: Connection) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_Server(place, numbers, of_all).run(told))


def _until_closed(told: Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        told.recv_bytes()


class _Server:
    def __init__(self, place: Path, numbers: range, of_all: int) -> None:
        units = list(_units(place / FILM))
        self._units = [_payloads(unit) for unit in units]
        self._key = [any(nal[0] & 31 == _KEY for nal in _nals(unit)) for unit in units]
        self._sdp = _sdp([nal for nal in _nals(units[0]) if nal[0] & 31 in _SETS])
        self._times, self._numbers, self._of_all = SentTimes(place, of_all), numbers, of_all
        self._viewers: dict[int, list[asyncio.StreamWriter]] = {number: [] for number in numbers}
        self._newcomers: dict[int, list[asyncio.StreamWriter]] = {number: [] for number in numbers}
        self._sequence = dict.fromkeys(numbers, 0)

    async def run(self, told: Connection) -> None:
        """Until the other end of `told` is closed."""
        server = await asyncio.start_server(self._client, "127.0.0.1", 0)
        told.send_bytes(server.sockets[0].getsockname()[1].to_bytes(2, "big"))
        playing = [asyncio.create_task(self._play(number)) for number in self._numbers]
        await asyncio.to_thread(_until_closed, told)
        for task in playing:
            task.cancel()

    async def _play(self, camera: int) -> None:
        """Each camera's pictures at its own moments."""
        began, count = time.monotonic() + camera / FPS / self._of_all, 0
        place = camera * PICTURES // self._of_all
        while True:
            await asyncio.sleep(began + count / FPS - time.monotonic())
            self._send(camera, (place + count) % PICTURES, count * _CLOCK // FPS)
            count += 1

    def _send(self, camera: int, number: int, stamp: int) -> None:
        if self._key[number]:
            self._viewers[camera] += self._newcomers[camera]
            self._newcomers[camera] = []
        self._times.sends(camera, number)
        payloads, first = self._units[number], self._sequence[camera]
        self._sequence[camera] = (first + len(payloads)) & 0xFFFF
        data = b"".join(_packets(payloads, first, stamp & 0xFFFFFFFF))
        self._viewers[camera] = [one for one in self._viewers[camera] if not one.is_closing()]
        for viewer in self._viewers[camera]:
            viewer.write(data)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while True:
                first = await reader.readexactly(1)
                if first == b"$":  # a report of the receiver's
                    _, length = struct.unpack("!BH", await reader.readexactly(3))
                    await reader.readexactly(length)
                    continue
                request = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                self._answer(request, writer)
        writer.close()

    def _answer(self, request: str, writer: asyncio.StreamWriter) -> None:
        method, url, *_ = request.split()
        asked = dict(line.split(": ", 1) for line in request.split("\r\n")[1:] if ": " in line)
        more, body = "", b""
        if method == "OPTIONS":
            more = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
        elif method == "DESCRIBE":
            more, body = f"Content-Base: {url}/\r\nContent-Type: application/sdp\r\n", self._sdp
        elif method == "SETUP":
            more = "Session: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
        elif method == "PLAY":
            self._newcomers[int(url.rstrip("/").rsplit("/", 1)[1])].append(writer)
            more = "Session: 1\r\nRange: npt=0.000-\r\n"
        head = f"RTSP/1.0 200 OK\r\nCSeq: {asked['CSeq']}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)


# -- H.264 over RTP (RFC 6184) -----------------------------------------------------------------------


def _units(film: Path) -> Iterator[bytes]:
    data, at = film.read_bytes(), 0
    while at < len(data):
        (length,) = struct.unpack_from("!I", data, at)
        yield data[at + 4 : at + 4 + length]
        at += 4 + length


def _nals(unit: bytes) -> Iterator[bytes]:
    for nal in unit.split(b"\x00\x00\x01"):
        if kept := nal.rstrip(b"\x00"):
            yield kept


def _payloads(unit: bytes) -> Unit:
    return [payload for nal in _nals(unit) for payload in _fragments(nal)]


def _fragments(nal: bytes) -> Iterator[bytes]:
    if len(nal) <= MTU:
        yield nal
        return
    indicator, kind = nal[0] & 0xE0 | 28, nal[0] & 31
    for at in range(1, len(nal), MTU):
        begins, ends = 0x80 * (at == 1), 0x40 * (at + MTU >= len(nal))
        yield bytes((indicator, begins | ends | kind)) + nal[at : at + MTU]


def _packets(payloads: Unit, first: int, stamp: int) -> Iterator[bytes]:
    last = len(payloads) - 1
    for place, payload in enumerate(payloads):
        kind = _TYPE | (_LAST if place == last else 0)
        number = (first + place) & 0xFFFF
        yield _PACKET.pack(0x24, 0, 12 + len(payload), 0x80, kind, number, stamp, 1)
        yield payload


def _sdp(sets: list[bytes]) -> bytes:
    told = ",".join(base64.b64encode(one).decode() for one in sets)
    return (
        f"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=bench\r\nt=0 0\r\nm=video 0 RTP/AVP {_TYPE}\r\n"
        f"a=rtpmap:{_TYPE} H264/{_CLOCK}\r\n"
        f"a=fmtp:{_TYPE} packetization-mode=1;sprop-parameter-sets={told}\r\n"
        "a=control:video\r\n"
    ).encode()
