"""Information-sharing agreements, between whom they are, and of which areas."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kinds", sa.String(60), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("signed_for_by", sa.String(200), nullable=False),
        sa.Column("illustrative", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("switched_on", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("name", name="uq_agreement_name"),
    )
    op.create_table(
        "agreement_party",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name="fk_agreement_party_agreement_id_agreement"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_agreement_party_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("agreement_id", "organisation_id", name="pk_agreement_party"),
    )
    op.create_table(
        "agreement_area",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(9), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name="fk_agreement_area_agreement_id_agreement"
        ),
        sa.PrimaryKeyConstraint("agreement_id", "area_code", name="pk_agreement_area"),
    )
    topics = sa.table("revision", sa.column("topic", sa.String), sa.column("number", sa.Integer))
    op.bulk_insert(topics, [{"topic": "agreements", "number": 0}])
