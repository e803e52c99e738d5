"""Names confirmed to be wards; wards grouped into localities."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "place_alias",
        sa.Column("area_code", sa.String(length=9), nullable=False),
        sa.Column("ward_set", sa.String(length=14), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("confirmed_by", sa.String(length=200), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("area_code", "ward_set", "name", name=op.f("pk_place_alias")),
    )
    op.create_table(
        "locality",
        sa.Column("ward_set", sa.String(length=14), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("saved_by", sa.String(length=200), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ward_set", "ward_code", name=op.f("pk_locality")),
    )
