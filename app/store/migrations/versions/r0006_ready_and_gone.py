"""Cameras' days: how long whatever happened would have been recorded, and what has gone from the disk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of the days before nobody measured it: as until now, a camera that was up counts as ready."""
    for name in ("armed_s", "gone_s"):
        op.add_column("camera_day", sa.Column(name, sa.Float, nullable=False, server_default="0"))
    op.execute("UPDATE camera_day SET armed_s = up_s")
