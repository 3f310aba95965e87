"""What a new password must be (NIST SP 800-63B-4 §3.1.1.2): long, not one that is known, not the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from zxcvbn import zxcvbn  # type: ignore[import-untyped]

from app.store.vault.credentials import normalised

LONGEST = 256
"""Characters; all of them count, none is cut off."""
LOOKED_THROUGH = 72
"""Characters that are looked through for known words: the search grows with the square of the length."""
STRONG = 3
"""Of zxcvbn's scores 0 to 4: more than 10⁸ guesses."""
OWN_PART = 4
"""Characters a password must have besides a name that it holds."""

KNOWN_HERE = [
    "atalaya",
    "admin",
    "administrador",
    "administrator",
    "alcalde",
    "alcaldia",
    "alcaldía",
    "alumbrado",
    "ambulancia",
    "autoridad",
    "barrio",
    "bienvenida",
    "bienvenido",
    "bombero",
    "bomberos",
    "calle",
    "camara",
    "cámara",
    "camaras",
    "cámaras",
    "catedral",
    "central",
    "centro",
    "ciudad",
    "ciudadano",
    "clave",
    "comando",
    "comisaria",
    "consola",
    "contrasena",
    "contraseña",
    "control",
    "cuenca",
    "despacho",
    "distrito",
    "emergencia",
    "emergencias",
    "empleado",
    "estacion",
    "estación",
    "guardia",
    "hola",
    "incidente",
    "ingeniero",
    "invitado",
    "jefe",
    "lima",
    "luminaria",
    "mando",
    "mercado",
    "metropolitana",
    "metropolitano",
    "monitoreo",
    "mundo",
    "municipal",
    "municipalidad",
    "municipio",
    "noche",
    "numero",
    "operaciones",
    "operador",
    "operadora",
    "parque",
    "patria",
    "patrulla",
    "patrullero",
    "peru",
    "perú",
    "plaza",
    "policia",
    "policía",
    "presion",
    "presión",
    "princesa",
    "provincia",
    "puerto",
    "puente",
    "radio",
    "regidor",
    "san",
    "santa",
    "secreto",
    "seguridad",
    "semaforo",
    "semáforo",
    "serenazgo",
    "sereno",
    "servicio",
    "sirena",
    "sistema",
    "supervisor",
    "temporal",
    "turno",
    "usuario",
    "vecino",
    "verano",
    "vigilancia",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "lunes",
    "martes",
    "miercoles",
    "miércoles",
    "jueves",
    "viernes",
    "sabado",
    "sábado",
    "domingo",
]
"""Words that anybody would try in a Spanish-speaking municipality; zxcvbn's own lists are English."""


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """`least` characters of a password; so many failures lock a name for so many minutes."""

    least: int = 12
    lockout_failures: int = 8
    lockout_minutes: int = 15


def problem_of(password: str, least: int, names: Iterable[str], *, old: str | None = None) -> str:
    """Empty, or what is wrong with it: `too_short`, `too_long`, `like_name`, `same_as_old`, `known`.

    `names`: the operator's id and name, and the site. Takes up to a tenth of a second: for a worker thread.
    """
    if len(password) > LONGEST:
        return "too_long"
    text = normalised(password)
    if len(text) < least:
        return "too_short"
    if len(text) > LONGEST:
        return "too_long"
    if old is not None and text == normalised(old):
        return "same_as_old"
    words = tuple(names)
    if any(_made_of(text, name) for name in words):
        return "like_name"
    return "" if _strength(text, words) >= STRONG else "known"


def _made_of(text: str, name: str) -> bool:
    """Whether the password is the name, forwards or backwards, with little besides."""
    bare, own = _bare(text), _bare(name)
    if len(own) < OWN_PART - 1:
        return False
    for part in (own, own[::-1]):
        left = bare.replace(part, "")
        if left != bare and len(left) < OWN_PART:
            return True
    return False


def _bare(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    split = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in split if one.isalnum())


def _strength(text: str, names: Iterable[str]) -> int:
    own = [word for name in names for word in (name, *re.split(r"[\s._-]+", name)) if len(word) > 1]
    found = zxcvbn(text[:LOOKED_THROUGH], user_inputs=[*own, *KNOWN_HERE], max_length=LOOKED_THROUGH)
    return int(found["score"])
