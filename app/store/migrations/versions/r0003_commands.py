"""Commands, what holds for each device, groups, tags, the lighting plan, and what lamps used in a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _commands()
    for name, key in (("device_control", "device"), ("device_tag", "device"), ("saved_group", "id")):
        _kept(name, sa.Column(key, sa.Text, primary_key=True))
    _kept("lighting_plan", sa.Column("version", sa.Integer, primary_key=True))
    _groups()
    _lamp_days()


def _commands() -> None:
    op.create_table(
        "command",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("command_group", sa.Text, nullable=False),
        sa.Column("incident", sa.Text, nullable=False),
        sa.Column("issued", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("command_by_device", "command", ["device", "issued"])
    op.create_index("command_by_group", "command", ["command_group"])
    op.create_index("ix_command_issued", "command", ["issued"])
    op.create_index("command_by_end", "command", ["ended_at"])


def _kept(name: str, key: sa.Column[object]) -> None:
    op.create_table(name, key, sa.Column("body", sa.LargeBinary, nullable=False))


def _groups() -> None:
    op.create_table(
        "command_group",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_command_group_started", "command_group", ["started"])


def _lamp_days() -> None:
    op.create_table(
        "lamp_day",
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("device", sa.Text, primary_key=True),
        sa.Column("seen_s", sa.Float, nullable=False),
        sa.Column("dark_s", sa.Float, nullable=False),
        sa.Column("on_s", sa.Float, nullable=False),
        sa.Column("wh", sa.Float, nullable=False),
        sa.Column("switches", sa.Integer, nullable=False),
    )
