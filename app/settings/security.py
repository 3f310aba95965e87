"""The section `[security]`: sign-in, lock and the proof of the audit trail."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from app.domain.catalogue import Label
from app.settings.facts import Fact
from app.settings.field_types import File
from app.settings.validation import Section

RoleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]


class SecuritySettings(Section):
    """Who gets in, how long it lasts, and where the heads of the audit trail are kept a second time."""

    label: ClassVar[Label] = Label("Seguridad", "Security")

    idle_lock_minutes: Annotated[
        int,
        Field(ge=0, le=240),
        Fact(
            Label("Bloqueo por inactividad", "Idle lock"),
            Label(
                "Sin tecla ni puntero en este tiempo, pide la contraseña; 0 nunca.",
                "Without key or pointer for so long, the password is asked for; 0 never.",
            ),
            "min",
            live=True,
        ),
    ] = 10
    password_least_length: Annotated[
        int,
        Field(ge=8, le=64),
        Fact(
            Label("Contraseña mínima", "Shortest password"),
            Label(
                "Cuántos caracteres debe tener una contraseña nueva.",
                "How many characters a new password must have.",
            ),
            live=True,
        ),
    ] = 12
    lockout_failures: Annotated[
        int,
        Field(ge=3, le=50),
        Fact(
            Label("Intentos fallidos", "Failed attempts"),
            Label(
                "Tras cuántas contraseñas equivocadas se cierra la cuenta.",
                "After how many wrong passwords the account is locked.",
            ),
            live=True,
        ),
    ] = 8
    lockout_minutes: Annotated[
        int,
        Field(ge=1, le=1440),
        Fact(
            Label("Cierre de la cuenta", "Account lock"),
            Label(
                "Cuánto queda cerrada tras esos intentos.",
                "How long it stays locked after those attempts.",
            ),
            "min",
            live=True,
        ),
    ] = 15
    session_hours: Annotated[
        int,
        Field(ge=1, le=72),
        Fact(
            Label("Duración de la sesión", "Length of a session"),
            Label("Pasado este tiempo hay que entrar de nuevo.", "After it, sign in again."),
            "h",
            live=True,
        ),
    ] = 13
    two_desks: Annotated[
        Literal["allow", "refuse", "move"],
        Fact(
            Label("Un operador en dos puestos", "One operator at two desks"),
            Label(
                "Permitirlo (allow), rechazar el segundo (refuse) o cerrar el primero (move).",
                "Allow it, refuse the second, or move: the first is signed out.",
            ),
            live=True,
        ),
    ] = "allow"
    second_factor_for: Annotated[
        list[RoleId],
        Field(max_length=32),
        Fact(
            Label("Segundo factor obligatorio", "Second factor required"),
            Label(
                "Roles que entran con contraseña y código del teléfono.",
                "Roles that sign in with password and a code of their phone.",
            ),
            live=True,
        ),
    ] = Field(default_factory=list)
    heads_folder: Annotated[
        File | None,
        Fact(
            Label("Copia de los sellos", "Copy of the seals"),
            Label(
                "Carpeta, fuera de esta PC si se puede, donde se copian los sellos firmados de la auditoría.",
                "Folder, off this PC if it can be, where the signed heads of the audit trail are copied.",
            ),
            live=True,
            folder=True,
        ),
    ] = None
