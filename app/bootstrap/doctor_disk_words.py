"""What `doctor` says of encryption and of the secrets, in Spanish and in English."""

from __future__ import annotations

from app.bootstrap.doctor_words import Saying
from app.domain.catalogue import Label

_ENCRYPT = Label(
    "Active el cifrado del disco (LUKS o BitLocker): sin él, un equipo robado entrega sus datos.",
    "Turn disk encryption on (LUKS or BitLocker): without it a stolen PC gives its data away.",
)

DISK_SAYINGS: dict[str, Saying] = {
    "encryption_on": Saying(
        Label("El disco de {folder} está cifrado.", "The disk of {folder} is encrypted."),
    ),
    "encryption_off": Saying(
        Label("El disco de {folder} no está cifrado.", "The disk of {folder} is not encrypted."), _ENCRYPT
    ),
    "encryption_untold": Saying(
        Label(
            "No se puede saber si el disco de {folder} está cifrado.",
            "It cannot be told whether the disk of {folder} is encrypted.",
        ),
        Label(
            "Compruébelo en el sistema; BitLocker solo responde a un administrador.",
            "Check it in the system; BitLocker answers administrators only.",
        ),
    ),
    "secrets_keyring": Saying(
        Label(
            "{count} en el llavero del sistema, abierto.", "{count} in the system's keyring, which is open."
        ),
    ),
    "secrets_unreachable": Saying(
        Label(
            "Están en el llavero del sistema, que no responde o está cerrado.",
            "They are in the system's keyring, which does not answer or is closed.",
        ),
        Label(
            "Abra la sesión de escritorio y desbloquee su llavero.",
            "Sign in to the desktop and unlock its keyring.",
        ),
    ),
    "secrets_sealed": Saying(
        Label(
            "En un archivo cifrado de la carpeta de datos; lo abre la frase de paso.",
            "In an encrypted file of the data folder; the passphrase opens it.",
        ),
    ),
    "secrets_unset": Saying(
        Label(
            "Aún no hay: irán en un archivo cifrado, que pide una frase de paso.",
            "There are none yet: they will be in an encrypted file, which needs a passphrase.",
        ),
    ),
    "secrets_damaged": Saying(
        Label("No se pueden usar: {problem}", "They cannot be used: {problem}"),
        Label(
            "Ponga en su lugar el archivo de una copia de seguridad.",
            "Put the file of a backup in its place.",
        ),
    ),
}
