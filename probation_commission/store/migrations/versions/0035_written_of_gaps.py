"""Actions, and what leads wrote of gaps."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("area_code", sa.String(9), server_default="", nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("illustrative", sa.Boolean(), server_default=sa.false(), nullable=False),
        *_written("follow_up"),
        *_taken_back("follow_up"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
    )
    op.create_table(
        "gap_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cell", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_written("gap_note"),
        sa.PrimaryKeyConstraint("id", name="pk_gap_note"),
    )
    op.create_table(
        "gap_outside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cell", sa.String(200), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("illustrative", sa.Boolean(), server_default=sa.false(), nullable=False),
        *_written("gap_outside"),
        *_taken_back("gap_outside"),
        sa.PrimaryKeyConstraint("id", name="pk_gap_outside"),
    )
    topics = sa.table("revision", sa.column("topic", sa.String), sa.column("number", sa.Integer))
    op.bulk_insert(topics, [{"topic": "follow_ups", "number": 0}, {"topic": "gaps", "number": 0}])


def _written(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=f"fk_{table}_account_id_account"),
    ]


def _taken_back(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("taken_back_by_id", sa.Integer()),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"], ["account.id"], name=f"fk_{table}_taken_back_by_id_account"
        ),
    ]
