"""Authorities that are covered besides the partnership's own, and residents by ward that were loaded."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "added_area",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["account.id"], name=op.f("fk_added_area_added_by_id_account")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_added_area")),
    )
    op.create_table(
        "ward_residents",
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("loaded_by_id", sa.Integer(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["loaded_by_id"], ["account.id"], name=op.f("fk_ward_residents_loaded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("ward_code", name=op.f("pk_ward_residents")),
    )
    table = sa.table("revision", sa.column("topic", sa.String), sa.column("number", sa.Integer))
    op.bulk_insert(table, [{"topic": "areas", "number": 0}])
