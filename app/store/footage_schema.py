"""The tables of cameras: segments of footage, what was seen, what each camera did a day, and exports."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text


def footage_tables(metadata: MetaData) -> tuple[Table, ...]:
    return (_segments(metadata), _scenes(metadata), _days(metadata), _exports(metadata))


def _segments(metadata: MetaData) -> Table:
    """The index alone answers where there are gaps and since when which class is kept."""
    return Table(
        "footage_segment",
        metadata,
        Column("file", Text, primary_key=True),
        Column("camera", Text, nullable=False),
        Column("began", BigInteger, nullable=False),
        Column("ended", BigInteger, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("footage", Text, nullable=False),
        Column("complete", Boolean, nullable=False),
        Index("footage_by_camera", "camera", "footage", "began", "ended"),
        sqlite_with_rowid=False,
    )


def _scenes(metadata: MetaData) -> Table:
    return Table(
        "scene_event",
        metadata,
        Column("id", Text, primary_key=True),
        Column("camera", Text, nullable=False),
        Column("stage", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("began", BigInteger, nullable=False),
        Column("ended", BigInteger, nullable=False),
        Column("detail", Text, nullable=False),
        Column("value", Float, nullable=False),
        Column("track", Text, nullable=False),
        Column("picture", Text, nullable=False),
        Column("review", Text, nullable=False),
        Column("reviewed_by", Text, nullable=False),
        Index("scene_by_beginning", "began", "camera", "kind", "review"),
        Index("scene_by_camera", "camera", "began", "kind", "review"),
        Index("scene_by_kind", "kind", "began", "camera", "review"),
    )


def _days(metadata: MetaData) -> Table:
    return Table(
        "camera_day",
        metadata,
        Column("day", Text, primary_key=True),
        Column("camera", Text, primary_key=True),
        Column("up_s", Float, nullable=False),
        Column("down_s", Float, nullable=False),
        Column("blind_s", Float, nullable=False),
        Column("recorded_s", Float, nullable=False),
        Column("frames", BigInteger, nullable=False),
        Column("bytes", BigInteger, nullable=False),
        Column("reason", Text, nullable=False),
        Column("armed_s", Float, nullable=False, server_default="0"),
        Column("gone_s", Float, nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )


def _exports(metadata: MetaData) -> Table:
    """`body` is the whole export as JSON."""
    return Table(
        "footage_export",
        metadata,
        Column("number", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        Column("at", BigInteger, nullable=False, index=True),
        Column("operator", Text, nullable=False),
        Column("body", LargeBinary, nullable=False),
    )
