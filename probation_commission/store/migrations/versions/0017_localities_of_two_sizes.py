"""A locality may be in a large one, and come with the app, which says from what it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    # Both databases add a column with a default in place.
    op.add_column("locality", sa.Column("larger", sa.String(60), nullable=False, server_default=""))
    op.add_column("locality", sa.Column("source", sa.String(300), nullable=False, server_default=""))
