"""Footage of cameras: segments of it, what was seen on it, what each camera did a day, and exports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _segments()
    _scenes()
    _days()
    _exports()


def _segments() -> None:
    op.create_table(
        "footage_segment",
        sa.Column("file", sa.Text, primary_key=True),
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("began", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("footage", sa.Text, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("footage_by_camera", "footage_segment", ["camera", "footage", "began", "ended"])


def _scenes() -> None:
    op.create_table(
        "scene_event",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("camera", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("began", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("track", sa.Text, nullable=False),
        sa.Column("picture", sa.Text, nullable=False),
        sa.Column("review", sa.Text, nullable=False),
        sa.Column("reviewed_by", sa.Text, nullable=False),
    )
    op.create_index("scene_by_beginning", "scene_event", ["began", "camera", "kind", "review"])
    op.create_index("scene_by_camera", "scene_event", ["camera", "began", "kind", "review"])
    op.create_index("scene_by_kind", "scene_event", ["kind", "began", "camera", "review"])


def _days() -> None:
    op.create_table(
        "camera_day",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("camera", sa.Text, primary_key=True),
        sa.Column("up_s", sa.Float, nullable=False),
        sa.Column("down_s", sa.Float, nullable=False),
        sa.Column("blind_s", sa.Float, nullable=False),
        sa.Column("recorded_s", sa.Float, nullable=False),
        sa.Column("frames", sa.BigInteger, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def _exports() -> None:
    op.create_table(
        "footage_export",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("at", sa.BigInteger, nullable=False, index=True),
        sa.Column("operator", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
