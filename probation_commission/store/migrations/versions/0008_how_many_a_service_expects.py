"""How many people a service expects; made-up figures leave the real services for invented ones."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("service", sa.Column("expects_a_year", sa.Integer(), nullable=True))
    op.add_column(
        "service", sa.Column("illustrative", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("DELETE FROM promise WHERE illustrative AND about = 'service'")
    op.execute(
        "DELETE FROM upload WHERE illustrative AND id IN "
        "(SELECT upload_id FROM \"return\" WHERE kind = 'service monthly return')"
    )
