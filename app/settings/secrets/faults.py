"""What can be wrong with the secrets. `str()` of each is one sentence for a person and tells no secret."""

from __future__ import annotations


class SecretsFault(Exception):
    """Root of all that is raised here."""


class SecretsLocked(SecretsFault):
    """There is no passphrase yet, it was not given, or the keyring of the system is closed."""


class SecretsDamaged(SecretsFault):
    """The file is not what was written; nothing of it is used and it is left as it is."""


class SecretsUnavailable(SecretsFault):
    """The keyring or the disk did not do what was asked."""


class PassphraseUnfit(SecretsFault):
    """Too short, or where none is used."""


class StreamRefused(SecretsFault):
    """A backup was changed, cut short or put together anew, or the passphrase is another."""
