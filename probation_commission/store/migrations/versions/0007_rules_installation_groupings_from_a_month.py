"""Rules of disclosure and the installation's marks; groupings of wards hold from a month."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NOTHING_KNOWN = date(2000, 1, 1)
RETURN = sa.table(
    "return", *(sa.column(c) for c in ("upload_id", "kind", "area_code")), sa.column("month", sa.Date)
)
UPLOAD = sa.table("upload", sa.column("id"), sa.column("illustrative", sa.Boolean))


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation")),
    )
    op.create_table(
        "disclosure_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("from_month", sa.Date(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_rule")),
    )
    _give_groupings_a_month()


def _give_groupings_a_month() -> None:
    """Make the table anew, since SQLite can't change a primary key."""
    conn = op.get_bind()
    before = sa.Table("locality", sa.MetaData(), autoload_with=conn)
    rows = [dict(row) for row in conn.execute(sa.select(before)).mappings()]
    starts = {key: _starts(conn, key) for key in {row["ward_set"] for row in rows}}
    op.drop_table("locality")
    after = op.create_table(
        "locality",
        sa.Column("ward_set", sa.String(length=14), nullable=False),
        sa.Column("from_month", sa.Date(), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("saved_by", sa.String(length=200), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ward_set", "from_month", "ward_code", name=op.f("pk_locality")),
    )
    op.bulk_insert(after, [row | {"from_month": starts[row["ward_set"]]} for row in rows])


def _starts(conn: sa.Connection, ward_set: str) -> date:
    """The month after the area's last real IOM return, else January of the ward set's first year."""
    area, _, year = ward_set.partition("-")
    last = conn.execute(
        sa.select(sa.func.max(RETURN.c.month, type_=sa.Date))
        .select_from(RETURN.join(UPLOAD, UPLOAD.c.id == RETURN.c.upload_id))
        .where(RETURN.c.kind == "IOM monthly cohort", RETURN.c.area_code == area, ~UPLOAD.c.illustrative)
    ).scalar()
    if last:
        return date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return date(int(year), 1, 1) if year.isdecimal() and int(year) else NOTHING_KNOWN
