"""Funds with their rules, ideas with a reference, how they are scored, and the money."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _funds()
    _ideas()
    _scores()
    _money()


def _funds() -> None:
    with op.batch_alter_table("fund") as fund:
        fund.alter_column("amount_pence", existing_type=sa.BigInteger(), nullable=True)
        for name, kind in (("funder", sa.String(200)), ("rules", sa.Text()), ("ask", sa.String(200))):
            fund.add_column(sa.Column(name, kind, server_default="", nullable=False))
        for name in ("opens", "closes", "decision_on", "spend_by"):
            fund.add_column(sa.Column(name, sa.Date()))
        fund.add_column(sa.Column("least_pence", sa.BigInteger()))
        fund.add_column(sa.Column("most_pence", sa.BigInteger()))
        fund.add_column(sa.Column("most_months", sa.Integer()))
        for name in ("blind", "open_to_anyone"):
            fund.add_column(sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
        for name in ("monitoring", "gaps"):
            fund.add_column(sa.Column(name, sa.JSON(), server_default="[]", nullable=False))
        fund.add_column(sa.Column("edited_at", _MOMENT))
    tables: dict[str, list[sa.schema.SchemaItem]] = {
        "criterion": [
            sa.Column("text", sa.String(300), nullable=False),
            sa.Column("weight", sa.Integer(), nullable=False),
            sa.Column("words", sa.JSON(), nullable=False),
        ],
        "fund_question": [sa.Column("text", sa.String(300), nullable=False)],
    }
    for table, columns in tables.items():
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("fund", sa.String(80), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            *columns,
            sa.Column("taken_out", sa.Boolean(), server_default=sa.false(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            _key(table, "fund", "fund.slug"),
        )
        op.create_index(f"ix_{table}_fund", table, ["fund"])
    op.create_table(
        "assessor",
        sa.Column("fund", sa.String(80), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("fund", "account_id", name="pk_assessor"),
        _key("assessor", "fund", "fund.slug"),
        _key("assessor", "account_id", "account.id"),
    )


def _ideas() -> None:
    with op.batch_alter_table("idea") as idea:
        for name, length in (
            *(("group", 20), ("sends_agreed", 20), ("safeguarding", 20)),
            *(("insurance", 20), ("reference", 20)),
        ):
            idea.add_column(sa.Column(name, sa.String(length), server_default="", nullable=False))
        for name in ("starts", "ends"):
            idea.add_column(sa.Column(name, sa.Date()))
        for name in ("who_sends", "vetting", "who_pays", "condition"):
            idea.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
        idea.add_column(sa.Column("answers", sa.JSON(), server_default="[]", nullable=False))
        idea.add_column(sa.Column("told", sa.String(20), server_default="draft", nullable=False))
        idea.add_column(sa.Column("expects_a_year", sa.Integer()))
    with op.batch_alter_table("idea_move") as move:
        move.add_column(sa.Column("told_at", _MOMENT))
        move.add_column(sa.Column("decided_with", sa.JSON(), server_default="[]", nullable=False))
        move.add_column(sa.Column("fund", sa.String(80)))
        move.create_foreign_key("fk_idea_move_fund_fund", "fund", ["fund"], ["slug"])
    # So far every step was read by its partner as it was made.
    op.execute("UPDATE idea SET told = stage")
    op.execute("UPDATE idea_move SET told_at = at")
    op.execute("UPDATE idea SET reference = 'I' || CAST(id AS VARCHAR) WHERE stage != 'draft'")


def _scores() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("conflict", sa.Text(), server_default="", nullable=False),
        sa.Column("declared_at", _MOMENT, nullable=False),
        sa.Column("in_at", _MOMENT),
        sa.Column("replaced_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        _key("assessment", "idea_id", "idea.id", ondelete="CASCADE"),
        _key("assessment", "account_id", "account.id"),
    )
    for name in ("idea_id", "account_id"):
        op.create_index(f"ix_assessment_{name}", "assessment", [name])
    op.create_table(
        "score",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer()),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "criterion_id", name="pk_score"),
        _key("score", "assessment_id", "assessment.id", ondelete="CASCADE"),
        _key("score", "criterion_id", "criterion.id"),
    )
    op.create_table(
        "moderation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moderation"),
        _key("moderation", "idea_id", "idea.id", ondelete="CASCADE"),
        _key("moderation", "account_id", "account.id"),
    )
    op.create_index("ix_moderation_idea_id", "moderation", ["idea_id"])


def _money() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund", sa.String(80), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("reverses_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
        sa.UniqueConstraint("reverses_id", name="uq_ledger_reverses_id"),
        _key("ledger", "fund", "fund.slug"),
        _key("ledger", "idea_id", "idea.id"),
        _key("ledger", "account_id", "account.id"),
        _key("ledger", "reverses_id", "ledger.id"),
    )
    for name in ("fund", "idea_id"):
        op.create_index(f"ix_ledger_{name}", "ledger", [name])


def _key(table: str, column: str, to: str, ondelete: str | None = None) -> sa.schema.SchemaItem:
    name = f"fk_{table}_{column}_{to.partition('.')[0]}"
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete=ondelete)
