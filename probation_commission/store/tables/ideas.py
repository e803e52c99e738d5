"""Funds, ideas, and each idea's history."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text

from probation_commission.store.tables.base import Moment, metadata

fund = Table(
    "fund",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    # Pence in 32 bits would end at £21 million.
    Column("amount_pence", BigInteger, nullable=False),
    Column("area_code", String(9), nullable=False),
    Column("for_whom", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("illustrative", Boolean, nullable=False),
)

idea = Table(
    "idea",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fund", ForeignKey("fund.slug"), nullable=False, index=True),
    # An account, never a name or an address (decision 82).
    Column("owner_id", ForeignKey("account.id"), nullable=False, index=True),
    # The code of `domain.ideas.Stage`, as `where` and `running` have theirs (decision 84).
    Column("stage", String(20), nullable=False),
    # Whose it is; empty: nobody's but its owner's, who is of no organisation (decision 206).
    Column("organisation_id", ForeignKey("organisation.id"), index=True),
    Column("organisation", String(200), nullable=False),
    Column("title", String(140), nullable=False),
    Column("what", Text, nullable=False),
    Column("for_whom", Text, nullable=False),
    Column("how_many", Integer),
    Column("where", String(20), nullable=False),
    Column("ward_codes", JSON, nullable=False),
    Column("hub", String(80), nullable=False),
    Column("pathway", String(80), nullable=False),
    Column("desired_outcome", String(200), nullable=False),
    Column("indicator", Text, nullable=False),
    Column("baseline", Integer),
    Column("target", Integer),
    Column("running", String(20), nullable=False),
    Column("costs", JSON, nullable=False),
    Column("award_pence", BigInteger),
    # Compared before a draft is written over (decision 31).
    Column("changed_at", Moment, nullable=False),
    Column("illustrative", Boolean, nullable=False),
)

idea_move = Table(
    "idea_move",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("from_stage", String(20), nullable=False),
    Column("to_stage", String(20), nullable=False),
    # Never changed: a step of the history is added and not written anew.
    Column("reason", Text, nullable=False),
)
