"""Ideas that a lead keyed in, and each idea as it was sent in."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("idea", sa.Column("keyed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("idea_move", sa.Column("sent", sa.JSON()))
