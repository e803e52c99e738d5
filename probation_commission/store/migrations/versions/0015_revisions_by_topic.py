"""A revision for each topic, so that a write makes old only what it touched."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

# As they are called now; a topic that comes later has a migration of its own.
_TOPICS = (
    "all",
    *("returns", "directory", "ideas", "outcomes", "localities", "aliases", "layouts", "rules", "accounts"),
)


def upgrade() -> None:
    number = op.get_bind().execute(sa.text("SELECT number FROM revision")).scalar_one()
    op.drop_table("revision")
    table = op.create_table(
        "revision",
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_revision")),
    )
    op.bulk_insert(table, [{"topic": topic, "number": number} for topic in _TOPICS])
