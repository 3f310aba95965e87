"""What is asked about operators and roles, the audit trail, settings and secrets, and the answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.acts import Verdict
from app.domain.audit import AuditFilter, Entry
from app.domain.operators import Operator
from app.domain.rights import Role

# -- operators and roles -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListOperators:
    pass


@dataclass(frozen=True, slots=True)
class OperatorRow:
    operator: Operator
    last_sign_in: int | None
    """Wall time, epoch ms."""
    locked_until: int | None
    """After too many wrong passwords; wall time, epoch ms."""
    code_until: int | None
    """A one-time code is open until then; wall time, epoch ms."""


@dataclass(frozen=True, slots=True)
class Operators:
    rows: tuple[OperatorRow, ...]


@dataclass(frozen=True, slots=True)
class AddOperator:
    """Answered by `OneTimeCode` (with which the operator sets a password), or `Done` when refused."""

    operator: Operator


@dataclass(frozen=True, slots=True)
class ChangeOperator:
    """`operator.version` is the one that was seen; another one by now is *superseded*. Answered by `Done`."""

    operator: Operator


@dataclass(frozen=True, slots=True)
class ResetOperator:
    """A new one-time code; the old password, second factor and lock are void. Answered by `OneTimeCode`."""

    operator: str


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """Shown once; good for one use until `until` (wall time, epoch ms)."""

    operator: str
    code: str = field(repr=False)
    until: int


@dataclass(frozen=True, slots=True)
class EndSession:
    """Sign out whoever is at this console. Answered by `Done`."""

    console: str


@dataclass(frozen=True, slots=True)
class PutRole:
    """`role.version` is the one that was seen, 0 for a new role. Answered by `Done`."""

    role: Role


@dataclass(frozen=True, slots=True)
class DropRole:
    role: str


# -- audit trail -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadAudit:
    """A page of entries, newest first, below number `before` (0: from the end). Answered by `AuditPage`."""

    filter: AuditFilter
    before: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True)
class AuditPage:
    """`more` when there are older ones; `total` entries in the whole trail."""

    entries: tuple[Entry, ...]
    more: bool
    total: int


@dataclass(frozen=True, slots=True)
class VerifyAudit:
    """Answered by `AuditProof` once the whole trail was read, which takes seconds."""


@dataclass(frozen=True, slots=True)
class AuditProof:
    """`broken_at` is the number of the first entry that does not fit, 0 for none; `problem` a machine word.
    `signed_until` the last entry under a good signature."""

    entries: int
    broken_at: int
    problem: str
    signed_until: int
    signed_at: int
    """Wall time of that signature, epoch ms."""
    seconds: float


@dataclass(frozen=True, slots=True)
class NoteExport:
    """Asked before anything leaves, to be on record; only when `Done` says applied may it be written."""

    what: str
    """Machine word: `trend`, `audit`, `alarms`, `settings` …"""
    file: str
    rows: int
    details: str = ""


# -- settings and secrets ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadSettings:
    pass


@dataclass(frozen=True, slots=True)
class SettingValue:
    """`json` is the value as JSON; a secret has none here and never travels to a console."""

    path: str
    json: str
    is_default: bool
    pending: bool = False
    """In the file, and in force from the next start of the engine."""


@dataclass(frozen=True, slots=True)
class SettingsVersion:
    id: str
    at: int
    """Wall time, epoch ms."""


@dataclass(frozen=True, slots=True)
class SettingsState:
    file: str
    stamp: str
    """Names this state of the file; goes along with every change."""
    values: tuple[SettingValue, ...]
    versions: tuple[SettingsVersion, ...]
    secrets: tuple[str, ...]
    """Names of the secrets that are set."""


@dataclass(frozen=True, slots=True)
class SettingChange:
    """`json` None goes back to the default."""

    path: str
    json: str | None


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """`stamp` of the state that was seen. Answered by `SettingsAnswer`, as the two that follow."""

    stamp: str
    changes: tuple[SettingChange, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportSettings:
    stamp: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RestoreSettings:
    stamp: str
    version: str


@dataclass(frozen=True, slots=True)
class SettingsAnswer:
    """`problems` are sentences about what is not accepted; then nothing was changed."""

    verdict: Verdict
    problems: tuple[str, ...] = ()
    state: SettingsState | None = None


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """Answered by `SettingsText`; on record as an export."""


@dataclass(frozen=True, slots=True)
class SettingsText:
    text: str


@dataclass(frozen=True, slots=True)
class PutSecret:
    """Answered by `Done`; an empty value drops it."""

    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TestBroker:
    """Try to reach the broker with these changes over the settings in force. Answered by `BrokerTrial`."""

    __test__ = False  # no test for pytest to collect

    changes: tuple[SettingChange, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokerTrial:
    """`reason` is a word of the feed's losses, empty when it went well."""

    reached: bool
    reason: str = ""
    detail: str = ""
    encrypted: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """To all consoles: the settings in force are others now."""

    values: tuple[SettingValue, ...]


ASKABLE: tuple[type, ...] = (
    ListOperators,
    AddOperator,
    ChangeOperator,
    ResetOperator,
    EndSession,
    PutRole,
    DropRole,
    ReadAudit,
    VerifyAudit,
    NoteExport,
    ReadSettings,
    ChangeSettings,
    ImportSettings,
    RestoreSettings,
    ExportSettings,
    PutSecret,
    TestBroker,
)
ANSWERS: tuple[type, ...] = (
    Operators,
    OneTimeCode,
    AuditPage,
    AuditProof,
    SettingsState,
    SettingsAnswer,
    SettingsText,
    BrokerTrial,
)
PLAIN: tuple[type, ...] = (SettingsChanged,)
