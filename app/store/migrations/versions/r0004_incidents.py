"""Incidents with their events and the words in them, procedures, shifts and the work plans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INDEXES = {
    "incident_by_opening": ["opened_at", "number", "kind", "zone", "priority", "owner", "state"],
    "incident_by_kind": ["kind", "opened_at", "number", "zone", "priority", "owner", "state"],
    "incident_by_zone": ["zone", "opened_at", "number", "kind", "priority", "owner", "state"],
    "incident_by_kind_zone": ["kind", "zone", "opened_at", "number", "priority", "owner", "state"],
    "incident_by_owner": ["owner", "opened_at", "number", "kind", "zone", "priority", "state"],
    "incident_by_closing": ["closed_at", "kind", "zone", "priority", "resolution", "late"],
}


def upgrade() -> None:
    _incidents()
    _events()
    _procedures()
    _shifts()
    _work_plans()


def _incidents() -> None:
    op.create_table(
        "incident",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("priority", sa.SmallInteger, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("resolution", sa.Text, nullable=False),
        sa.Column("late", sa.SmallInteger, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    for name, columns in _INDEXES.items():
        op.create_index(name, "incident", columns)
    op.create_index(
        "incident_open", "incident", ["opened_at", "number"], sqlite_where=sa.text("state <> 'closed'")
    )


def _events() -> None:
    op.create_table(
        "incident_event",
        sa.Column("incident", sa.Integer, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by_whom", sa.Text, nullable=False),
        sa.Column("console", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    # A search looks for beginnings of words. Those of up to six letters have an index of their own, in which
    # even the commonest are found without gathering all rows they are in.
    op.execute(
        "CREATE VIRTUAL TABLE incident_text USING fts5 (words, kind, zone,"
        " tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6', columnsize=0)"
    )


def _procedures() -> None:
    op.create_table(
        "procedure",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _shifts() -> None:
    op.create_table(
        "shift",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("operator", sa.Text, nullable=False),
        sa.Column("began", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_shift_began", "shift", ["began"])
    op.create_index("shift_by_operator", "shift", ["operator", "began"])
    op.create_index("shift_by_end", "shift", ["ended"])


def _work_plans() -> None:
    op.create_table(
        "work_plan",
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
