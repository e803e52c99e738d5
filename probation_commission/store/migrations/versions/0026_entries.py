"""What operators ask to have changed in the directory, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "asked_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("taken_up", sa.Boolean()),
        sa.Column("reply", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_asked_change_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_asked_change_account_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_asked_change"),
    )
    op.create_index("ix_asked_change_organisation_id", "asked_change", ["organisation_id"])
