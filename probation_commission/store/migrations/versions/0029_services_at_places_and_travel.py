"""Which services are provided at which places, and how long it takes to get there."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "service_at_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(80), nullable=False),
        sa.Column("hub", sa.String(80), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("bundled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.slug"], name="fk_service_at_place_service_service"),
        sa.ForeignKeyConstraint(["hub"], ["hub.slug"], name="fk_service_at_place_hub_hub"),
        sa.PrimaryKeyConstraint("id", name="pk_service_at_place"),
        sa.UniqueConstraint("service", "hub", name="uq_service_at_place_service_hub"),
    )
    op.create_index("ix_service_at_place_service", "service_at_place", ["service"])
    op.create_index("ix_service_at_place_hub", "service_at_place", ["hub"])
    op.create_table(
        "travel_matrix",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("time", sa.Time(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("loaded_by_id", sa.Integer(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["loaded_by_id"], ["account.id"], name="fk_travel_matrix_loaded_by_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_travel_matrix"),
    )
    op.create_table(
        "travel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matrix_id", sa.Integer(), nullable=False),
        sa.Column("ward_code", sa.String(9), nullable=False),
        sa.Column("hub", sa.String(80), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matrix_id"], ["travel_matrix.id"], name="fk_travel_matrix_id_travel_matrix"
        ),
        sa.ForeignKeyConstraint(["hub"], ["hub.slug"], name="fk_travel_hub_hub"),
        sa.PrimaryKeyConstraint("id", name="pk_travel"),
    )
    op.create_index("ix_travel_matrix_id", "travel", ["matrix_id"])
    op.create_index("ix_travel_hub", "travel", ["hub"])
    # Read anew at the next start: the list says which services are at which of the places here.
    op.execute("DELETE FROM bundled_file WHERE name = 'crs_contracts.csv'")
