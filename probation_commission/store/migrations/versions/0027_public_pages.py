"""Pages that need no sign-in, once a lead publishes them."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "published_page",
        sa.Column("page", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_published_page_account_id_account"),
        sa.PrimaryKeyConstraint("page", name="pk_published_page"),
    )
