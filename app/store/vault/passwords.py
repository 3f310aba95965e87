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
OWN_PART = 6
"""Letters and digits a password must have besides the names and known words that it holds."""
SHORTEST_WORD = 3
"""Letters of a name or word that is looked for."""

_WORDS = (
    "atalaya admin administrador administrator alcalde alcaldia alumbrado alianza ambulancia amigos "
    "amor autoridad barrio bienvenida bienvenido bombero bomberos calle camara camaras campeon "
    "catedral central centro ciudad ciudadana ciudadano clave comando comisaria consola contrasena "
    "contraseña control cuenca cusco deportes despacho dios distrito emergencia emergencias empleado "
    "equipo estacion familia futbol guardia hola incidente ingeniero invitado jefe jesus lima "
    "luminaria mama mando mercado metropolitana metropolitano mexico monitoreo mundo municipal "
    "municipalidad municipio noche numero operaciones operador operadora papa parque password patria "
    "patrulla patrullero peru plaza policia presion princesa provincia puerto puente qwerty radio "
    "regidor santiago secreto seguridad semaforo serenazgo sereno servicio sirena sistema supervisor "
    "teamo temporal trabajo turno universitario usuario vecino verano vigilancia virgen enero febrero "
    "marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre lunes "
    "martes miercoles jueves viernes sabado domingo"
)
KNOWN_HERE = tuple(_WORDS.split())
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
    own = [word for name in names for word in (name, *re.split(r"[\s._-]+", name)) if len(word) > 1]
    if _made_of(text, own):
        return "like_name"
    if _made_of(text, KNOWN_HERE) or _strength(text, own) < STRONG:
        return "known"
    return ""


def _made_of(text: str, words: Iterable[str]) -> bool:
    """Whether the password is those words, forwards or backwards, with little besides. zxcvbn takes any three
    words for strong, whatever they are."""
    known = {_bare(word) for word in words}
    found = sorted((one for one in known if len(one) >= SHORTEST_WORD), key=len, reverse=True)
    if not found:
        return False
    either = "|".join(re.escape(part) for one in found for part in (one, one[::-1]))
    bare = _bare(text)
    left = re.sub(either, "", bare)
    return left != bare and len(left) < OWN_PART


def _bare(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    split = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in split if one.isalnum())


def _strength(text: str, own: Iterable[str]) -> int:
    found = zxcvbn(text[:LOOKED_THROUGH], user_inputs=[*own, *KNOWN_HERE], max_length=LOOKED_THROUGH)
    return int(found["score"])
