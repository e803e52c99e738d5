"""The mail that goes out."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=130), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=30), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_next_try_at", "outbox", ["next_try_at"])
    topics = sa.table("revision", sa.column("topic", sa.String), sa.column("number", sa.Integer))
    op.bulk_insert(topics, [{"topic": "outbox", "number": 0}])
