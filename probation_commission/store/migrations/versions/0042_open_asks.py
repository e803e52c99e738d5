"""Links that are asked for by whoever wants to send in an idea to a fund that is open to anyone."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.create_table(
        "open_ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("network_hash", sa.String(64), nullable=False),
        sa.Column("mailbox_hash", sa.String(64), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_open_ask"),
        sa.UniqueConstraint("token_hash", name="uq_open_ask_token_hash"),
    )
    for name in ("network_hash", "mailbox_hash"):
        op.create_index(f"ix_open_ask_{name}", "open_ask", [name])
