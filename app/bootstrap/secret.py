"""`secret`: the passwords and keys of this installation, kept without holding anything of the engine."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import add_data_argument, data_folder
from app.bootstrap.hidden_input import HiddenInput
from app.settings.secrets.backend import SecretPlace, SecretsState
from app.settings.secrets.faults import SecretsFault
from app.settings.secrets.names import BROKER_PASSWORD, MADE_BY_PROGRAM, camera_password, is_name
from app.settings.secrets.store import Secrets, open_secrets

PLACES = {
    SecretPlace.KEYRING: "the keyring of the system",
    SecretPlace.FILE: "a sealed file of the data folder",
}
PASSPHRASE = "The passphrase"  # noqa: S105 (what is asked for)
WRONG = "That is not the passphrase."
NOTES = """\
Nothing secret is an argument. At a terminal it is asked for; otherwise it comes as lines of standard input:
first the passphrase, where the secrets are in a sealed file and ATALAYA_PASSPHRASE or ATALAYA_PASSPHRASE_FILE
does not give it (a new one, where there is none yet), then the value. For `passphrase`: the old, the new.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog, parser.formatter_class = NOTES, argparse.RawDescriptionHelpFormatter
    add_data_argument(parser)
    names = f"{BROKER_PASSWORD} or {camera_password('ID')}"
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    acts.add_parser("set", help="keep a secret").add_argument("name", metavar="NAME", help=names)
    acts.add_parser("list", help="the names of what is kept, never the values")
    acts.add_parser("drop", help="forget a secret").add_argument("name", metavar="NAME", help=names)
    acts.add_parser("unlock", help="try the passphrase")
    acts.add_parser("passphrase", help="choose the passphrase, or another one")


def main(options: argparse.Namespace) -> int:
    hidden = HiddenInput()
    name = getattr(options, "name", "")
    try:
        if name:
            check_name(name)
        secrets = open_secrets(data_folder(options.data).root)
        print(ACTS[options.act](secrets, hidden, name))
    except SecretsFault as problem:
        raise Unable(str(problem)) from problem
    return 0


def check_name(name: str) -> None:
    """Raises Unable for a name that is not for people to set."""
    if name in MADE_BY_PROGRAM:
        raise Unable(f"'{name}' is made and kept by the program itself.")
    if not is_name(name):
        raise Unable(f"There is no secret '{name}'; known: {BROKER_PASSWORD}, {camera_password('ID')}.")


def opened(secrets: Secrets, hidden: HiddenInput) -> Secrets:
    """Unlocked, with a passphrase that is asked for where one is needed; raises Unable."""
    state = secrets.state
    if state is SecretsState.UNSET:
        secrets.set_passphrase(hidden.ask_new("A new passphrase for the secrets"))
    elif state is SecretsState.LOCKED and secrets.place is SecretPlace.KEYRING:
        raise Unable(
            "The keyring of the system is closed or does not answer; open it in your desktop session."
        )
    elif state is SecretsState.LOCKED and not secrets.unlock(hidden.ask(PASSPHRASE)):
        raise Unable(WRONG)
    return secrets


def _set(secrets: Secrets, hidden: HiddenInput, name: str) -> str:
    opened(secrets, hidden)
    value = hidden.ask_new(f"The value of {name}")
    try:
        secrets.put(name, value)
    except ValueError as problem:
        raise Unable(str(problem)) from None
    return f"'{name}' is kept in {PLACES[secrets.place]}."


def _list(secrets: Secrets, hidden: HiddenInput, _name: str) -> str:
    if secrets.state is SecretsState.UNSET:
        return "Nothing."
    return "\n".join(opened(secrets, hidden).names()) or "Nothing."


def _drop(secrets: Secrets, hidden: HiddenInput, name: str) -> str:
    if secrets.state is SecretsState.UNSET or name not in opened(secrets, hidden).names():
        raise Unable(f"'{name}' is not kept.")
    secrets.drop(name)
    return f"'{name}' is forgotten."


def _unlock(secrets: Secrets, hidden: HiddenInput, _name: str) -> str:
    if secrets.place is SecretPlace.KEYRING:
        opened(secrets, hidden)
        return "The keyring of the system is open."
    if secrets.state is SecretsState.UNSET:
        raise Unable("The secrets have no passphrase yet: choose one with `atalaya secret passphrase`.")
    if not secrets.unlock(hidden.ask(PASSPHRASE)):
        raise Unable(WRONG)
    return "The passphrase opens the secrets."


def _passphrase(secrets: Secrets, hidden: HiddenInput, _name: str) -> str:
    if secrets.place is SecretPlace.KEYRING:
        raise Unable("The secrets are in the keyring of the system, which has its own password.")
    if secrets.state is SecretsState.UNSET:
        opened(secrets, hidden)
        return "The secrets have a passphrase now."
    old = hidden.ask("The passphrase so far")
    if not secrets.change_passphrase(old, hidden.ask_new("The new passphrase")):
        raise Unable(WRONG)
    return "The passphrase is changed; a running engine needs the new one at its next start."


ACTS: dict[str, Callable[[Secrets, HiddenInput, str], str]] = {
    "set": _set,
    "list": _list,
    "drop": _drop,
    "unlock": _unlock,
    "passphrase": _passphrase,
}
