"""Deprivation by ward that was loaded."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "ward_deprivation",
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("index_name", sa.String(length=10), nullable=False),
        sa.Column("lsoas", sa.Integer(), nullable=False),
        sa.Column("most_deprived", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("loaded_by_id", sa.Integer(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["loaded_by_id"], ["account.id"], name=op.f("fk_ward_deprivation_loaded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("ward_code", name=op.f("pk_ward_deprivation")),
    )
