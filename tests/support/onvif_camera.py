"""A small ONVIF camera on loopback: SOAP over HTTP with real digests, and an answer to WS-Discovery."""

from __future__ import annotations

import base64
import hashlib
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from typing import Any, Self
from xml.etree import ElementTree

SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "e": "http://www.w3.org/2003/05/soap-envelope",
        "tt": "http://www.onvif.org/ver10/schema",
        "tds": "http://www.onvif.org/ver10/device/wsdl",
        "trt": "http://www.onvif.org/ver10/media/wsdl",
        "tptz": "http://www.onvif.org/ver20/ptz/wsdl",
        "tev": "http://www.onvif.org/ver10/events/wsdl",
        "wsa": "http://www.w3.org/2005/08/addressing",
        "wsnt": "http://docs.oasis-open.org/wsn/b-2",
        "ter": "http://www.onvif.org/ver10/error",
        "tns1": "http://www.onvif.org/ver10/topics",
    }.items()
)
FIELD_OF_VIEW = "http://www.onvif.org/ver10/tptz/PanTiltSpaces/TranslationSpaceFov"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>"""
OPEN = frozenset({"GetSystemDateAndTime", "GetServices"})
"""What is told to everybody."""


class OnvifCamera:
    """`asked` has (operation, its element) in order; `answers` overrides the body of an operation, or the
    whole answer with a function of the handler. `events` go out with the next pull."""

    def __init__(
        self, *, user: str = "", password: str = "", by_view: bool = True, skew_s: float = 0
    ) -> None:
        self.user, self.password, self.by_view, self.skew_s = user, password, by_view, skew_s
        self.asked: list[tuple[str, ElementTree.Element]] = []
        self.answers: dict[str, str | Callable[[Any], None]] = {}
        self.events: Queue[tuple[str, bool]] = Queue()
        self.unsubscribed = threading.Event()
        self.closing = threading.Event()

    def __enter__(self) -> Self:
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                camera._serve(self)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def operations(self) -> list[str]:
        return [name for name, _ in self.asked]

    def last(self, operation: str) -> ElementTree.Element:
        return next(element for name, element in reversed(self.asked) if name == operation)

    # -- answering

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        tree = ElementTree.fromstring(handler.rfile.read(int(handler.headers["Content-Length"])))
        body = next(iter(tree.find("{*}Body")))  # type: ignore[call-overload]
        name = body.tag.rpartition("}")[2]
        self.asked.append((name, body))
        answer = self.answers.get(name)
        if callable(answer):
            answer(handler)
        elif self.user and name not in OPEN and not self._knows(tree):
            self.reply(handler, _fault("ter:NotAuthorized", "Sender not authorized"), 400)
        else:
            self.reply(handler, answer if answer is not None else self._answer(name, body))

    def _knows(self, tree: ElementTree.Element) -> bool:
        """UsernameToken 1.0: Base64(SHA-1(nonce + created + password)), made within some minutes."""
        said = {
            part: tree.findtext(f".//{{*}}{part}") or ""
            for part in ("Username", "Password", "Nonce", "Created")
        }
        if said["Username"] != self.user or not said["Created"].endswith("Z"):
            return False
        whole = base64.b64decode(said["Nonce"]) + said["Created"].encode() + self.password.encode()
        made = datetime.fromisoformat(said["Created"])
        near = abs((made - self.now()).total_seconds()) < 600
        return near and base64.b64encode(hashlib.sha1(whole).digest()).decode() == said["Password"]

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.skew_s)

    def reply(self, handler: BaseHTTPRequestHandler, body: str, status: int = 200) -> None:
        text = f'<?xml version="1.0"?><e:Envelope {SPACES}><e:Body>{body}</e:Body></e:Envelope>'.encode()
        self.send(handler, text, status)

    def send(self, handler: BaseHTTPRequestHandler, text: bytes, status: int = 200) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", "application/soap+xml; charset=utf-8")
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)

    def hang(self, _handler: BaseHTTPRequestHandler) -> None:
        """Says nothing until the camera is closed."""
        self.closing.wait(600)

    def _answer(self, name: str, body: ElementTree.Element) -> str:
        at = f"http://10.9.8.7:{self.port}/onvif"  # as behind a router: nobody reaches it
        token = body.findtext("{*}ProfileToken") or ""
        match name:
            case "GetSystemDateAndTime":
                return self._clock()
            case "GetServices":
                spaces = {"device": "10/device", "media": "10/media", "ptz": "20/ptz", "events": "10/events"}
                services = "".join(
                    f"<tds:Service><tds:Namespace>http://www.onvif.org/ver{part}/wsdl</tds:Namespace>"
                    f"<tds:XAddr>{at}/{kind}</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>6</tt:Minor>"
                    "</tds:Version></tds:Service>"
                    for kind, part in spaces.items()
                )
                return f"<tds:GetServicesResponse>{services}</tds:GetServicesResponse>"
            case "GetCapabilities":
                return (
                    "<tds:GetCapabilitiesResponse><tds:Capabilities>"
                    f"<tt:Media><tt:XAddr>{at}/media</tt:XAddr></tt:Media></tds:Capabilities>"
                    "</tds:GetCapabilitiesResponse>"
                )
            case "GetProfiles":
                both = _profile("sub", 640, 360) + _profile("main", 1920, 1080)
                return f"<trt:GetProfilesResponse>{both}</trt:GetProfilesResponse>"
            case "GetStreamUri":
                uri = f"rtsp://admin:geheim@10.9.8.7:554/{token}?password=geheim&amp;channel=1"
                return (
                    f"<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>{uri}</tt:Uri>"
                    "<tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false"
                    "</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:GetStreamUriResponse>"
                )
            case "GetPresets":
                presets = "".join(
                    f'<tptz:Preset token="{token}"><tt:Name>{name}</tt:Name></tptz:Preset>'
                    for token, name in (("1", "Calzada"), ("2", "Grifo"))
                )
                return f"<tptz:GetPresetsResponse>{presets}</tptz:GetPresetsResponse>"
            case "GetConfigurationOptions" if self.by_view:
                return (
                    "<tptz:GetConfigurationOptionsResponse><tptz:PTZConfigurationOptions><tt:Spaces>"
                    f"<tt:RelativePanTiltTranslationSpace><tt:URI>{FIELD_OF_VIEW}</tt:URI>"
                    "<tt:XRange><tt:Min>-1</tt:Min><tt:Max>1</tt:Max></tt:XRange><tt:YRange><tt:Min>-1</tt:Min>"
                    "<tt:Max>1</tt:Max></tt:YRange></tt:RelativePanTiltTranslationSpace></tt:Spaces>"
                    "<tt:PTZTimeout><tt:Min>PT0S</tt:Min><tt:Max>PT10S</tt:Max></tt:PTZTimeout>"
                    "</tptz:PTZConfigurationOptions></tptz:GetConfigurationOptionsResponse>"
                )
            case "ContinuousMove" | "Stop" | "RelativeMove" | "GotoPreset":
                return f"<tptz:{name}Response/>"
            case "CreatePullPointSubscription" | "Renew" | "Unsubscribe" | "PullMessages":
                return self._subscription(name, at)
        return _fault("ter:ActionNotSupported", "Optional Action Not Implemented")

    def _clock(self) -> str:
        now = self.now()
        return (
            "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType>"
            "<tt:DaylightSavings>false</tt:DaylightSavings><tt:UTCDateTime><tt:Time>"
            f"<tt:Hour>{now.hour}</tt:Hour><tt:Minute>{now.minute}</tt:Minute><tt:Second>{now.second}</tt:Second>"
            f"</tt:Time><tt:Date><tt:Year>{now.year}</tt:Year><tt:Month>{now.month}</tt:Month><tt:Day>{now.day}"
            "</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"
        )

    def _subscription(self, name: str, at: str) -> str:
        now = self.now()
        times = (
            f"<wsnt:CurrentTime>{now:%Y-%m-%dT%H:%M:%SZ}</wsnt:CurrentTime>"
            f"<wsnt:TerminationTime>{now + timedelta(seconds=120):%Y-%m-%dT%H:%M:%SZ}</wsnt:TerminationTime>"
        )
        if name == "CreatePullPointSubscription":
            return (
                "<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>"
                f"<wsa:Address>{at}/pull</wsa:Address></tev:SubscriptionReference>{times}"
                "</tev:CreatePullPointSubscriptionResponse>"
            )
        if name == "Unsubscribe":
            self.unsubscribed.set()
            return "<wsnt:UnsubscribeResponse/>"
        if name == "Renew":
            return f"<wsnt:RenewResponse>{times}</wsnt:RenewResponse>"
        pulled = times.replace("wsnt:", "tev:") + self._messages(now)
        return f"<tev:PullMessagesResponse>{pulled}</tev:PullMessagesResponse>"

    def _messages(self, now: datetime) -> str:
        """Waits a moment for something to tell, as a camera does."""
        try:
            topic, active = self.events.get(timeout=0.05)
        except Empty:
            return ""
        return (
            '<wsnt:NotificationMessage><wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">'
            f'{topic}</wsnt:Topic><wsnt:Message><tt:Message UtcTime="{now:%Y-%m-%dT%H:%M:%SZ}" '
            'PropertyOperation="Changed"><tt:Source><tt:SimpleItem Name="VideoSource" Value="1"/></tt:Source>'
            f'<tt:Data><tt:SimpleItem Name="State" Value="{str(active).lower()}"/></tt:Data></tt:Message>'
            "</wsnt:Message></wsnt:NotificationMessage>"
        )


def _profile(token: str, width: int, height: int) -> str:
    ptz = (
        '<tt:PTZConfiguration token="ptz0"><tt:Name>ptz</tt:Name><tt:UseCount>1</tt:UseCount>'
        "<tt:NodeToken>n</tt:NodeToken></tt:PTZConfiguration>"
    )
    return (
        f'<trt:Profiles token="{token}" fixed="true"><tt:Name>{token}</tt:Name>'
        f'<tt:VideoEncoderConfiguration token="v{token}"><tt:Name>v</tt:Name><tt:UseCount>1</tt:UseCount>'
        f"<tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>{width}</tt:Width><tt:Height>{height}</tt:Height>"
        "</tt:Resolution><tt:Quality>5</tt:Quality><tt:RateControl><tt:FrameRateLimit>15</tt:FrameRateLimit>"
        "<tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>2048</tt:BitrateLimit></tt:RateControl>"
        "<tt:SessionTimeout>PT60S</tt:SessionTimeout></tt:VideoEncoderConfiguration>"
        f"{ptz if token == 'main' else ''}</trt:Profiles>"
    )


def _fault(code: str, reason: str) -> str:
    return (
        f"<e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>{code}</e:Value></e:Subcode></e:Code>"
        f'<e:Reason><e:Text xml:lang="en">{reason}</e:Text></e:Reason></e:Fault>'
    )


class Responder:
    """Answers probes on loopback with the datagrams that it was given."""

    def __init__(self, *replies: bytes) -> None:
        self._replies = replies

    def __enter__(self) -> Self:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.at: tuple[str, int] = self._socket.getsockname()
        self.heard: list[bytes] = []
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()
        return self

    def _answer(self) -> None:
        while True:
            data, sender = self._socket.recvfrom(65_536)
            if data == b"end":
                return
            self.heard.append(data)
            for reply in self._replies:
                self._socket.sendto(reply, sender)

    def __exit__(self, *_: object) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"end", self.at)
        self._thread.join()
        self._socket.close()


def probe_match(*addresses: str, name: str = "Street%20cam", hardware: str = "P-1") -> bytes:
    scopes = f"onvif://www.onvif.org/name/{name} onvif://www.onvif.org/hardware/{hardware}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" '
        'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Body><d:ProbeMatches><d:ProbeMatch>'
        f"<d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>{scopes}</d:Scopes>"
        f"<d:XAddrs>{' '.join(addresses)}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion>"
        "</d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>"
    ).encode()
