"""The tables of history.db that have one name for ever; segments and rollups are made as they are needed."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy import text as sql

from app.store.footage_schema import footage_tables

HEAD = "0006"
"""The newest revision of the migrations; a test holds the two together."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

device = Table(
    "device",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("zone", Text, nullable=False),
    Column("parent", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("capabilities", Text, nullable=False),
    Column("expected_interval_s", Float),
    Column("simulated", Boolean, nullable=False),
    Column("retired_at", BigInteger),
)

point = Table(
    "point",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("device", Text, nullable=False),
    Column("quantity", Text, nullable=False),
    Column("type", Text, nullable=False),
    Index("point_by_device", "device", "quantity", unique=True),
)

text = Table(
    "text",
    metadata,
    Column("code", Integer, primary_key=True),
    Column("text", Text, nullable=False, unique=True),
)

segment = Table(
    "segment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("level", SmallInteger, nullable=False),
    Column("day", Integer),
    Column("state", Text, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("first_ts", BigInteger),
    Column("last_ts", BigInteger),
    Column("folded_point", Integer, nullable=False),
    Column("folded_ts", BigInteger, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

rollup = Table(
    "rollup",
    metadata,
    Column("resolution", Text, primary_key=True),
    Column("period", Integer, primary_key=True),
    Column("state", Text, nullable=False),
)

last_reading = Table(
    "last_reading",
    metadata,
    Column("point", Integer, primary_key=True),
    Column("ts", BigInteger, nullable=False),
    Column("value", Float, nullable=False),
)

alarm = Table(
    "alarm",
    metadata,
    Column("id", Text, primary_key=True),
    Column("device", Text, nullable=False, index=True),
    Column("rule", Text, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("unacknowledged", Boolean, nullable=False),
    Column("latched", Boolean, nullable=False),
    Column("shelved_until", BigInteger),
    Column("shelve_count", Integer, nullable=False),
    Column("suppressed_by", Text, nullable=False),
    Column("consequences", Integer, nullable=False),
    Column("out_of_service", Boolean, nullable=False),
    Column("quantity", Text, nullable=False),
    Column("value", Text),
    Column("limit_value", Float),
    Column("raised_at", BigInteger),
    Column("returned_at", BigInteger),
    Column("acknowledged_at", BigInteger),
    Column("acknowledged_by", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("activations", Integer, nullable=False),
    Column("raised_version", Integer, nullable=False),
    Column("unannounced", Boolean, nullable=False),
    Column("first_shelved_at", BigInteger),
)

alarm_log = Table(
    "alarm_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("alarm", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("transition", Text, nullable=False),
    Column("by_whom", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("unacknowledged", Boolean, nullable=False),
    Column("suppressed_by", Text, nullable=False),
    Column("quantity", Text, nullable=False),
    Column("value", Text),
    Column("limit_value", Float),
    Index("alarm_log_by_device", "device", "at"),
)

event_log = Table(
    "event_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("ts", BigInteger, nullable=False),
    Column("device", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("severity", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("event_log_by_device", "device", "at"),
)

reject = Table(
    "reject",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("topic", Text, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

reject_total = Table(
    "reject_total",
    metadata,
    Column("reason", Text, primary_key=True),
    Column("count", BigInteger, nullable=False),
)

command = Table(
    "command",
    metadata,
    Column("id", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("command_group", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Column("issued", BigInteger, nullable=False, index=True),
    Column("ended_at", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("command_by_device", "device", "issued"),
    Index("command_by_group", "command_group"),
    Index("command_by_end", "ended_at"),
)
"""`body` is the whole command as JSON; the columns beside it are what is looked for. 0 has not ended."""

device_control = Table(
    "device_control",
    metadata,
    Column("device", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

command_group = Table(
    "command_group",
    metadata,
    Column("id", Text, primary_key=True),
    Column("started", BigInteger, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

device_tag = Table(
    "device_tag",
    metadata,
    Column("device", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

saved_group = Table(
    "saved_group",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

lighting_plan = Table(
    "lighting_plan",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""Every plan that was in force; the one with the greatest version is."""

lamp_day = Table(
    "lamp_day",
    metadata,
    Column("day", Integer, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("seen_s", Float, nullable=False),
    Column("dark_s", Float, nullable=False),
    Column("on_s", Float, nullable=False),
    Column("wh", Float, nullable=False),
    Column("switches", Integer, nullable=False),
)

incident = Table(
    "incident",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("zone", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("resolution", Text, nullable=False),
    Column("late", SmallInteger, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("incident_by_opening", "opened_at", "number", "kind", "zone", "priority", "owner", "state"),
    Index("incident_by_kind", "kind", "opened_at", "number", "zone", "priority", "owner", "state"),
    Index("incident_by_zone", "zone", "opened_at", "number", "kind", "priority", "owner", "state"),
    Index("incident_by_kind_zone", "kind", "zone", "opened_at", "number", "priority", "owner", "state"),
    Index("incident_by_owner", "owner", "opened_at", "number", "kind", "zone", "priority", "state"),
    Index("incident_by_closing", "closed_at", "kind", "zone", "priority", "resolution", "late"),
    Index("incident_open", "opened_at", "number", sqlite_where=sql("state <> 'closed'")),
)
"""`body` is the whole incident as JSON. The first columns of each index find the newest of a kind, a zone or
an owner; the others let what else is not wanted be passed over without a look at the row."""

incident_event = Table(
    "incident_event",
    metadata,
    Column("incident", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("by_whom", Text, nullable=False),
    Column("console", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""By the number of the incident. The words of events are in the FTS5 table `incident_text` too, one row an
incident; SQLAlchemy does not know of it."""

procedure = Table(
    "procedure",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

shift = Table(
    "shift",
    metadata,
    Column("id", Text, primary_key=True),
    Column("operator", Text, nullable=False),
    Column("began", BigInteger, nullable=False, index=True),
    Column("ended", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("shift_by_operator", "operator", "began"),
    Index("shift_by_end", "ended"),
)

work_plan = Table(
    "work_plan",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

footage = footage_tables(metadata)
