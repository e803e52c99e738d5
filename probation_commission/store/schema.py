"""The tables. Changed only together with a migration."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
    text,
)


class Moment(TypeDecorator[datetime]):
    """A moment, in UTC on every database (SQLite forgets the zone, PostgreSQL answers in the server's)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """In UTC, as it is kept."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """In UTC, as it was kept."""
        if value is None or value.tzinfo is None:
            return value and value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String(200), nullable=False),
    Column("role", String(40), nullable=False),
    Column("action", String(80), nullable=False),
    Column("subject", Text, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("email", String(254), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("role", String(40), nullable=False),
    Column("added_by", String(200), nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("active", Boolean, nullable=False),
)

upload = Table(
    "upload",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_name", String(255), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("accepted_by", String(200), nullable=False),
    Column("accepted_at", Moment, nullable=False),
    Column("illustrative", Boolean, nullable=False),
    Column("answers", JSON, nullable=False),
)

return_ = Table(
    "return",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upload_id", ForeignKey("upload.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("subject", String(80), nullable=False, server_default=""),
    Column("area_code", String(9), nullable=False),
    Column("month", Date, nullable=False),
    Column("standing", String(20), nullable=False),
    Column("notes", JSON, nullable=False),
    Index(
        "uq_return_current",
        "kind",
        "subject",
        "area_code",
        "month",
        unique=True,
        sqlite_where=text("standing = 'current'"),
        postgresql_where=text("standing = 'current'"),
    ),
)

figure = Table(
    "figure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("return_id", ForeignKey("return.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("measure", String(60), nullable=False),
    Column("rag", String(10)),
    Column("place_kind", String(60)),
    Column("place_text", String(200)),
    Column("ward_code", String(9)),
    Column("breakdown", String(60), nullable=False),
    Column("category", String(200), nullable=False),
    Column("comparator", String(100), nullable=False),
    Column("period", String(20), nullable=False),
    Column("unit", String(20), nullable=False),
    Column("value", Double, nullable=False),
    Column("sheet", String(100), nullable=False),
    Column("cell", String(40), nullable=False),
    Column("as_written", String(200), nullable=False),
)

identity = Table(
    "identity",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("return_id", ForeignKey("return.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("verdict", String(40), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("cells", JSON, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("code", String(200), nullable=False, server_default=""),
    Index("uq_identity_code", "return_id", "code", unique=True),
)

place_alias = Table(
    "place_alias",
    metadata,
    Column("area_code", String(9), primary_key=True),
    Column("ward_set", String(14), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("ward_code", String(9), nullable=False),
    Column("confirmed_by", String(200), nullable=False),
    Column("confirmed_at", Moment, nullable=False),
)

locality = Table(
    "locality",
    metadata,
    Column("ward_set", String(14), primary_key=True),
    Column("from_month", Date, primary_key=True),
    Column("ward_code", String(9), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("saved_by", String(200), nullable=False),
    Column("saved_at", Moment, nullable=False),
)
"""Groupings of a ward set, each in force from a month; one without localities is a row without a ward."""

layout = Table(
    "layout",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sender", String(120), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("signature", String(64), nullable=False),
    Column("mapping", JSON, nullable=False),
    Column("confirmed_by", String(200), nullable=False),
    Column("confirmed_at", Moment, nullable=False),
    Index("uq_layout_sender_kind_signature", "sender", "kind", "signature", unique=True),
)

bundled_file = Table(
    "bundled_file",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("sha256", String(64), nullable=False),
)

hub = Table(
    "hub",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("run_by", String(200), nullable=False),
    Column("address", String(300), nullable=False),
    Column("postcode", String(8)),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("exact", Boolean, nullable=False),
    Column("placed_by", Text, nullable=False),
    Column("area_code", String(9), nullable=False),
    Column("open_state", Text, nullable=False),
    Column("verified", Text, nullable=False),
    Column("source", Text, nullable=False),
)

service = Table(
    "service",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("provider", String(200), nullable=False),
    Column("funder", String(200), nullable=False),
    Column("contract", String(40), nullable=False),
    Column("pathway", String(80), nullable=False),
    Column("for_whom", String(80), nullable=False),
    Column("area", String(80), nullable=False),
    Column("status", String(40), nullable=False),
    Column("as_of", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("expects_a_year", Integer),
    Column("illustrative", Boolean, nullable=False, server_default=false()),
)
