"""On which contract registers contracts stand."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(length=80), nullable=False),
        sa.Column("publisher", sa.String(length=200), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("ocid", sa.String(length=40), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contract"], ["contract.slug"], name="fk_register_entry_contract_contract"),
        sa.PrimaryKeyConstraint("id", name="pk_register_entry"),
    )
    op.create_index("ix_register_entry_contract", "register_entry", ["contract"])
