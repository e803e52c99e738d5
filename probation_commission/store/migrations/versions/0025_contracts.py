"""Contracts are records, with their parties and dates; what a service covers, and whether there is room."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_CONTRACT_DAYS = (
    "starts",
    "ends",
    "extension_until",
    "notice_by",
    "review_on",
    "closes_to_referrals",
    "successor_from",
    "market_event",
    "competition",
    "go_live",
)


def upgrade() -> None:
    op.create_table(
        "contract",
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("scheme", sa.String(80), nullable=False),
        sa.Column("funder", sa.String(200), nullable=False),
        sa.Column("funder_id", sa.Integer()),
        *(sa.Column(name, sa.Date()) for name in _CONTRACT_DAYS),
        sa.Column("successor", sa.String(80), server_default="", nullable=False),
        sa.Column("value_pence", sa.BigInteger()),
        sa.Column("places", sa.Text(), server_default="", nullable=False),
        sa.Column("faults", sa.Text(), server_default="", nullable=False),
        sa.Column("illustrative", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.String(40), nullable=False),
        sa.Column("listed", sa.String(12), server_default="listed", nullable=False),
        sa.Column("changed_here", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["funder_id"], ["organisation.id"], name="fk_contract_funder_id_organisation"
        ),
        sa.PrimaryKeyConstraint("slug", name="pk_contract"),
    )
    op.create_index("ix_contract_funder_id", "contract", ["funder_id"])
    op.create_table(
        "contract_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("organisation_id", sa.Integer()),
        sa.Column("part", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["contract"], ["contract.slug"], name="fk_contract_party_contract_contract"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_contract_party_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contract_party"),
    )
    op.create_index("ix_contract_party_contract", "contract_party", ["contract"])
    op.create_index("ix_contract_party_organisation_id", "contract_party", ["organisation_id"])
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("done", sa.Date()),
        sa.Column("place", sa.String(80), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["contract"], ["contract.slug"], name="fk_milestone_contract_contract"),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
    )
    op.create_index("ix_milestone_contract", "milestone", ["contract"])
    _add_to_service()
    op.create_table(
        "coverage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(80), nullable=False),
        sa.Column("area_code", sa.String(9), nullable=False),
        sa.Column("ward_code", sa.String(9), server_default="", nullable=False),
        sa.Column("planned", sa.Date()),
        sa.Column("actual", sa.Date()),
        sa.Column("ended", sa.Date()),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("bundled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.slug"], name="fk_coverage_service_service"),
        sa.PrimaryKeyConstraint("id", name="pk_coverage"),
    )
    op.create_index("ix_coverage_service", "coverage", ["service"])


def _add_to_service() -> None:
    with op.batch_alter_table("service") as batch:
        batch.add_column(sa.Column("contract_slug", sa.String(80)))
        for name, longest in {
            "sex": 20,
            "ages": 40,
            "stage": 20,
            "capacity": 20,
            "capacity_said_by": 200,
        }.items():
            batch.add_column(sa.Column(name, sa.String(longest), server_default="", nullable=False))
        for name in ("route", "vetting", "note_restricted"):
            batch.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
        for name in ("iom_only", "counts_as_rar"):
            batch.add_column(sa.Column(name, sa.Boolean()))
        for name in ("next_start", "capacity_until"):
            batch.add_column(sa.Column(name, sa.Date()))
        batch.add_column(sa.Column("confirmed_on", sa.Date()))
        batch.add_column(sa.Column("confirmed_by", sa.String(200), server_default="", nullable=False))
        batch.add_column(sa.Column("wait_weeks", sa.Integer()))
        batch.create_foreign_key("fk_service_contract_slug_contract", "contract", ["contract_slug"], ["slug"])
        batch.create_index("ix_service_contract_slug", ["contract_slug"])
