"""The section `[broker]`: how to reach the broker, and with what patience."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator

from app.domain.catalogue import Label
from app.settings.facts import Fact
from app.settings.field_types import File
from app.settings.validation import Section

PASSWORD_SECRET = "broker.password"  # noqa: S105 (the name of the secret)
REFUSED_IN_FILE = (
    "The password does not belong in the settings file: set it on the settings page "
    "or with `atalaya secret set broker.password`."
)
LONGEST_URL = 500
_PORTS = {"mqtt": 1883, "mqtts": 8883, "ws": 80, "wss": 443}
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,32})?")


def _broker_url(url: str) -> str:
    if len(url) > LONGEST_URL:
        raise ValueError(f"must have at most {LONGEST_URL} characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("is not an address such as mqtt://127.0.0.1:1883") from None
    if parts.scheme not in _PORTS:
        raise ValueError("must begin with mqtt://, mqtts://, ws:// or wss://")
    if not parts.hostname or port == 0:
        raise ValueError("names no host, as mqtt://127.0.0.1:1883 does")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not hold the user or password; give them on the settings page")
    if not _HOST.fullmatch(parts.hostname):
        raise ValueError("must name its host in plain letters (a foreign name begins with xn--)")
    if parts.path not in ("", "/") and not parts.scheme.startswith("ws"):
        raise ValueError("must end after the port")
    if parts.fragment or re.search(r"\s", url):
        raise ValueError("must not hold spaces or '#'")
    return url


class BrokerSettings(Section):
    """How to reach the broker. The password never shows in a text of this object."""

    label: ClassVar[Label] = Label("Broker", "Broker")

    url: Annotated[
        str,
        AfterValidator(_broker_url),
        Fact(
            Label("Dirección", "Address"),
            Label(
                "mqtt://, mqtts://, ws:// o wss:// con el equipo y el puerto; con «s» va cifrado.",
                "mqtt://, mqtts://, ws:// or wss:// with host and port; with an s it is encrypted.",
            ),
            live=True,
        ),
    ] = "mqtt://127.0.0.1:1883"
    user: Annotated[
        str,
        Field(max_length=128),
        Fact(
            Label("Usuario", "User"),
            Label("Cuenta en el broker; vacío entra sin cuenta.", "Account at the broker; empty uses none."),
            live=True,
        ),
    ] = ""
    password: Annotated[
        SecretStr,
        Fact(
            Label("Contraseña", "Password"),
            Label(
                "De esa cuenta; se guarda aparte, nunca en el archivo de ajustes.",
                "Of that account; kept apart, never in the settings file.",
            ),
            live=True,
        ),
    ] = SecretStr("")
    ca_file: Annotated[
        File | None,
        Fact(
            Label("Certificado de la autoridad", "Authority's certificate"),
            Label(
                "Archivo PEM que avala al broker; vacío usa las autoridades del sistema.",
                "PEM file that vouches for the broker; empty uses the system's authorities.",
            ),
            live=True,
        ),
    ] = None
    client_certificate: Annotated[
        File | None,
        Fact(
            Label("Certificado propio", "Own certificate"),
            Label(
                "Archivo PEM con que esta central se identifica; va con su clave.",
                "PEM file by which this centre shows who it is; goes with its key.",
            ),
            live=True,
        ),
    ] = None
    client_key: Annotated[
        File | None,
        Fact(
            Label("Clave del certificado propio", "Key of the own certificate"),
            Label("Archivo PEM con la clave privada.", "PEM file with the private key."),
            live=True,
        ),
    ] = None
    client_id: Annotated[
        str,
        Field(max_length=128),
        Fact(
            Label("Nombre ante el broker", "Name at the broker"),
            Label(
                "Siempre el mismo, o el broker olvida la sesión; vacío se forma con el sitio.",
                "Always the same, or the broker forgets the session; empty is made from the site.",
            ),
            live=True,
        ),
    ] = ""
    keepalive_s: Annotated[
        int,
        Field(ge=2, le=15),
        Fact(
            Label("Señal de vida", "Sign of life"),
            Label(
                "Cada cuánto se pide al broker; si calla dos veces, se da por perdido.",
                "How often the broker is asked for one; silent for two of them, it counts as lost.",
            ),
            "s",
            live=True,
        ),
    ] = 12
    receive_maximum: Annotated[
        int,
        Field(ge=1, le=65_535),
        Fact(
            Label("Mensajes en camino", "Messages under way"),
            Label(
                "Cuántos entrega el broker antes de que los primeros estén en disco.",
                "How many the broker hands over before the first are on disk.",
            ),
            live=True,
        ),
    ] = 10_000
    session_expiry_s: Annotated[
        int,
        Field(ge=0, le=4_294_967_295),
        Fact(
            Label("Memoria de la sesión", "Session memory"),
            Label(
                "Cuánto guarda el broker los mensajes mientras el motor está detenido.",
                "How long the broker keeps messages while the engine is stopped.",
            ),
            "s",
            live=True,
        ),
    ] = 86_400
    qos: Annotated[
        int,
        Field(ge=0, le=1),
        Fact(
            Label("Garantía de entrega", "Delivery guarantee"),
            Label(
                "1 repite lo que no se confirmó; 0 lo pierde.",
                "1 repeats what was not confirmed; 0 loses it.",
            ),
            live=True,
        ),
    ] = 1
    protocol: Annotated[
        Literal["auto", "5", "3.1.1"],
        Fact(
            Label("Versión de MQTT", "MQTT version"),
            Label(
                "«auto» prueba la 5 y baja a 3.1.1 si el broker no la habla.",
                "`auto` tries 5 and goes down to 3.1.1 where the broker does not speak it.",
            ),
            live=True,
        ),
    ] = "auto"
    connect_timeout_s: Annotated[
        float,
        Field(ge=0.5, le=30),
        Fact(
            Label("Espera al conectar", "Patience to connect"),
            Label(
                "Cuánto se espera la respuesta del broker antes de reintentar.",
                "How long the broker's answer is awaited before trying again.",
            ),
            "s",
            live=True,
        ),
    ] = 8.0

    @model_validator(mode="after")
    def _certificate_whole(self) -> BrokerSettings:
        if (self.client_certificate is None) != (self.client_key is None):
            raise ValueError("needs both client_certificate and client_key, or neither")
        return self

    @property
    def parts(self) -> SplitResult:
        return urlsplit(self.url)

    @property
    def host(self) -> str:
        return self.parts.hostname or ""

    @property
    def port(self) -> int:
        return self.parts.port or _PORTS[self.parts.scheme]

    @property
    def encrypted(self) -> bool:
        return self.parts.scheme in ("mqtts", "wss")

    @property
    def websockets(self) -> bool:
        return self.parts.scheme in ("ws", "wss")
