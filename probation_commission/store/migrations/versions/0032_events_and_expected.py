"""Events on the line, and what is said of when a return is due."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("service", sa.String(80), server_default="", nullable=False),
        sa.Column("area_code", sa.String(9), server_default="", nullable=False),
        sa.Column("measure", sa.String(20)),
        sa.Column("illustrative", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by_id", sa.Integer()),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_event_account_id_account"),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"], ["account.id"], name="fk_event_taken_back_by_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_table(
        "expected",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(80), server_default="", nullable=False),
        sa.Column("area_code", sa.String(9), server_default="", nullable=False),
        sa.Column("sender", sa.String(200), server_default="", nullable=False),
        sa.Column("due_day", sa.Integer()),
        sa.Column("mailbox", sa.String(200), server_default="", nullable=False),
        sa.Column("from_month", sa.Date()),
        sa.Column("until_month", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_expected"),
        sa.UniqueConstraint("kind", "subject", "area_code", name="uq_expected_kind_subject_area_code"),
    )
    topics = sa.table("revision", sa.column("topic", sa.String), sa.column("number", sa.Integer))
    op.bulk_insert(topics, [{"topic": "events", "number": 0}])
