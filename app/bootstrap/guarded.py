"""What guards an installation: its vault, accounts and secrets, opened together and closed in order."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.bootstrap.data_folder import DataFolder
from app.settings.secrets.store import Secrets, open_secrets
from app.settings.security import SecuritySettings
from app.settings.settings import Settings
from app.store.vault.accounts import Accounts, PasswordRules
from app.store.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Guarded:
    vault: Vault
    accounts: Accounts
    secrets: Secrets


@contextlib.contextmanager
def guarded(data: DataFolder, settings: Callable[[], Settings]) -> Iterator[Guarded]:
    """For the holder of the engine's lock alone. `settings` gives them as they are at the moment.

    Raises StoreUnusable or SecretsDamaged.
    """
    vault = Vault(data.store, wait_s=lambda: settings().history.act_wait_s)
    vault.open()
    try:
        accounts = Accounts(
            vault,
            rules=lambda: password_rules(settings().security),
            site=lambda: settings().site.name or settings().site.id,
        )
        accounts.load()
        yield Guarded(vault, accounts, open_secrets(data.root))
    finally:
        vault.close()


def password_rules(security: SecuritySettings) -> PasswordRules:
    return PasswordRules(security.password_least_length, security.lockout_failures, security.lockout_minutes)
