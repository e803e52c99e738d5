"""A grouping may be made up, beside a real one of the same month; a return may say when it came in."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    # A column that may be NULL is added in place by both databases, and takes no children along.
    op.add_column("return", sa.Column("received_on", sa.Date(), nullable=True))
    _mark_groupings()


def _mark_groupings() -> None:
    """Make the table anew, since SQLite can't change a primary key; nothing points to it."""
    conn = op.get_bind()
    before = sa.Table("locality", sa.MetaData(), autoload_with=conn)
    rows = [dict(row) | {"illustrative": False} for row in conn.execute(sa.select(before)).mappings()]
    op.drop_table("locality")
    after = op.create_table(
        "locality",
        sa.Column("ward_set", sa.String(length=14), nullable=False),
        sa.Column("from_month", sa.Date(), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["account.id"], name=op.f("fk_locality_saved_by_id_account")
        ),
        sa.PrimaryKeyConstraint(
            "ward_set", "from_month", "ward_code", "illustrative", name=op.f("pk_locality")
        ),
    )
    op.bulk_insert(after, rows)
