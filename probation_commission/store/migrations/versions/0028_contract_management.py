"""Who left a contract and when; evidence and area of a step; issues and service levels of a contract."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("contract_party", sa.Column("ended", sa.Date()))
    op.add_column("milestone", sa.Column("area_code", sa.String(9), server_default="", nullable=False))
    op.add_column("milestone", sa.Column("evidence", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "contract_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=False),
        sa.Column("settled", sa.Date()),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["contract"], ["contract.slug"], name="fk_contract_issue_contract_contract"),
        sa.PrimaryKeyConstraint("id", name="pk_contract_issue"),
    )
    op.create_index("ix_contract_issue_contract", "contract_issue", ["contract"])
    op.create_table(
        "service_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(80), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("measured", sa.Text(), nullable=False),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("reported", sa.String(80), server_default="", nullable=False),
        sa.Column("reported_on", sa.Date()),
        sa.Column("said_by", sa.String(200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["contract"], ["contract.slug"], name="fk_service_level_contract_contract"),
        sa.PrimaryKeyConstraint("id", name="pk_service_level"),
    )
    op.create_index("ix_service_level_contract", "service_level", ["contract"])
