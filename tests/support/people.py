"""Operators for tests: made in the vault of a data folder, through the same door as the program's own."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap.data_folder import DataFolder
from app.bootstrap.guarded import guarded
from app.domain.audit import Came, Deed, Draft
from app.domain.operators import Operator
from app.engine.run_folder import claim
from app.settings.sections import SiteSettings
from app.settings.settings import Settings
from app.wire.administration import OneTimeCode

PASSWORD = "farola-niebla-42-muelle"
"""Everybody's."""
TEAM = {
    "admin": "administrator",
    "r.quispe": "supervisor",
    "j.paredes": "operator",
    "l.campos": "dispatcher",
    "m.rojas": "engineer",
    "auditoria": "auditor",
}
NOW = 1_790_000_000_000
_made: dict[tuple[str, ...], bytes] = {}


def make_people(data: Path, *names: str) -> None:
    """The administrator and these of the team; while no engine runs on `data`, which has no vault yet.

    Proving passwords takes its time, so a team that was made once in this run is copied.
    """
    store = DataFolder(data).store
    if names not in _made:
        _make(data, names)
        assert not (store / "vault.db-wal").exists(), "the vault was closed in good order"
        _made[names] = (store / "vault.db").read_bytes()
        return
    vault = store / "vault.db"
    vault.write_bytes(_made[names])
    vault.chmod(0o600)


def _make(data: Path, names: tuple[str, ...]) -> None:
    draft = Draft(NOW, "os:test", str(Deed.ADD_OPERATOR), str(Came.APPLIED))
    lock = claim(data)
    try:
        with guarded(DataFolder(data), lambda: Settings(SiteSettings(id="test"))) as guards:
            accounts = guards.accounts
            assert accounts.first("admin", "Ana", PASSWORD, draft, NOW).operator is not None
            for name in names:
                code = accounts.add(Operator(name, name.title(), (TEAM[name],)), draft, NOW)
                assert isinstance(code, OneTimeCode)
                redeemed = accounts.redeem(name, code.code, PASSWORD, NOW)
                assert redeemed.operator is not None, redeemed
    finally:
        lock.release()
