"""WS-Discovery among devices that may say anything, and addresses with nothing secret in them."""

import asyncio
import socket
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.onvif_camera import BOMB, Responder, probe_match
from video.onvif import probe as probing
from video.onvif.addresses import Address, address_of, stream_url
from video.onvif.probe import Discovered, probe, read_reply, safe_xml


def ask(*replies: bytes, listens_s: float = 0.3) -> tuple[Discovered, ...]:
    with Responder(*replies) as responder:
        found = asyncio.run(probe(to=(responder.at,), listens_s=listens_s))
        assert responder.heard[0].count(b"NetworkVideoTransmitter") == 1
    return found


def test_a_camera_that_answers_is_named_once():
    reply = probe_match("http://10.0.0.9/onvif", "http://127.0.0.1:8080/onvif/device_service")
    assert ask(reply, reply) == (Discovered(Address("127.0.0.1", 8080), "Street cam", "P-1"),)


def test_who_speaks_for_another_device_is_not_heard():
    assert ask(probe_match("http://10.0.0.9/onvif/device_service")) == ()


def test_what_is_no_answer_disturbs_no_other_one():
    good = probe_match("http://127.0.0.1/onvif")
    hostile = (
        BOMB,
        b"\xff\xfe\x00garbage",
        b"<a>" * 10_000,
        good.replace(b"<e:Envelope", b"<!DOCTYPE x><e:Envelope"),
        good.decode().encode("utf-16"),
        b"",
        good.replace(b"127.0.0.1", b"127.0.0.1:99999"),
    )
    assert [str(one.address) for one in ask(*hostile, good)] == ["127.0.0.1"]


def test_a_flood_of_answers_ends_somewhere(monkeypatch):
    flood = [probe_match(f"http://127.0.0.1:{port}/onvif") for port in range(1000, 1600)]
    found = ask(*flood)
    assert 0 < len(found) <= probing.MOST_DEVICES


def test_silence_is_nobody():
    assert ask() == ()


def test_a_group_is_asked_on_every_network():
    """Nobody hears it on this port; a network that is down must not end the search."""
    assert asyncio.run(probe(to=(("239.255.255.250", 9),), listens_s=0.05)) == ()


def test_a_group_hears_the_question_once_for_each_time_and_network():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.settimeout(2)
        listener.bind(("", 0))
        loopback = struct.pack("@4s4si", socket.inet_aton("239.255.255.250"), bytes(4), 1)
        try:
            listener.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, loopback)
        except OSError:
            pytest.skip("this machine has no groups on its loopback")
        asyncio.run(probe(to=(("239.255.255.250", listener.getsockname()[1]),), listens_s=0.05))
        assert b"NetworkVideoTransmitter" in listener.recv(65_536)


@given(st.binary(max_size=400))
def test_no_datagram_raises(data: bytes):
    assert isinstance(read_reply(data, "127.0.0.1"), tuple)


def test_xml_that_could_grow_is_not_read():
    assert safe_xml(BOMB) is None
    assert safe_xml(b"<a><!-- said --><![CDATA[b]]></a>") is not None
    assert safe_xml(b"<a>" + b" " * probing.LONGEST_REPLY + b"</a>") is None


def test_names_are_short_and_can_be_seen():
    (one,) = read_reply(probe_match("http://127.0.0.1/x", name="a%0A%E2%80%AEb" + "c" * 200), "127.0.0.1")
    assert one.name.startswith("abc")
    assert len(one.name) <= probing.LONGEST_NAME


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.168.1.20", Address("192.168.1.20", 80)),
        ("cam.local:8080", Address("cam.local", 8080)),
        ("http://10.0.0.1:8000/onvif/device_service", Address("10.0.0.1", 8000)),
        ("[fe80::1]:81", Address("fe80::1", 81)),
        ("", None),
        ("a b", None),
        ("host:port", None),
    ],
)
def test_addresses_as_people_write_them(text, address):
    assert address_of(text) == address
    assert address is None or address_of(str(address)) == address


@pytest.mark.parametrize(
    ("said", "url"),
    [
        (
            "rtsp://admin:p%40ss@10.0.0.9:554/live?channel=1&password=x",
            "rtsp://192.168.1.20:554/live?channel=1",
        ),
        ("RTSP://0.0.0.0/user=admin_password=tlJw_channel=1", "rtsp://192.168.1.20/__channel=1"),
        ("http://10.0.0.9:8080/snap?usr=a&pwd=b", "http://192.168.1.20:8080/snap"),
        ("file:///etc/passwd", ""),
        ("rtsp://", ""),
        ("rtsp://a:99999/", ""),
        ("rtsp://a/" + "b" * 2000, ""),
    ],
)
def test_streams_are_where_the_device_is_and_have_no_password(said, url):
    assert stream_url(said, Address("192.168.1.20", 80)) == url
