"""Signed links, their openings, and tries that failed."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer()),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("subject_kind", sa.String(20)),
        sa.Column("subject_id", sa.String(80)),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("sent_to", sa.String(254), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_link_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_link_account_id_account"),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name="fk_link_created_by_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.UniqueConstraint("token_hash", name="uq_link_token_hash"),
    )
    op.create_index("ix_link_organisation_id", "link", ["organisation_id"])
    op.create_table(
        "link_opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name="fk_link_opening_link_id_link"),
        sa.PrimaryKeyConstraint("id", name="pk_link_opening"),
        sa.UniqueConstraint("secret_hash", name="uq_link_opening_secret_hash"),
    )
    op.create_index("ix_link_opening_link_id", "link_opening", ["link_id"])
    op.create_table(
        "link_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_hash", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_link_try"),
    )
    op.create_index("ix_link_try_address_hash", "link_try", ["address_hash"])
