"""Funds, ideas with their history, how they are scored, and the money."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    false,
)

from probation_commission.store.tables.base import Moment, metadata

fund = Table(
    "fund",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    # Pence in 32 bits would end at £21 million.
    Column("amount_pence", BigInteger),
    Column("area_code", String(9), nullable=False),
    Column("for_whom", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("illustrative", Boolean, nullable=False),
    Column("funder", String(200), nullable=False, server_default=""),
    Column("rules", Text, nullable=False, server_default=""),
    Column("ask", String(200), nullable=False, server_default=""),
    Column("opens", Date),
    Column("closes", Date),
    Column("decision_on", Date),
    Column("spend_by", Date),
    Column("least_pence", BigInteger),
    Column("most_pence", BigInteger),
    Column("most_months", Integer),
    Column("blind", Boolean, nullable=False, server_default=false()),
    Column("open_to_anyone", Boolean, nullable=False, server_default=false()),
    Column("monitoring", JSON, nullable=False, server_default="[]"),
    Column("gaps", JSON, nullable=False, server_default="[]"),
    # When somebody here changed it last: what comes with the app is not written over it.
    Column("edited_at", Moment),
)

criterion = Table(
    "criterion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fund", ForeignKey("fund.slug"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("text", String(300), nullable=False),
    Column("weight", Integer, nullable=False),
    # What 0, 1, 2, 3 and 4 mean.
    Column("words", JSON, nullable=False),
    # Scores point at it: one that is taken out stays.
    Column("taken_out", Boolean, nullable=False, server_default=false()),
)

fund_question = Table(
    "fund_question",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fund", ForeignKey("fund.slug"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("text", String(300), nullable=False),
    Column("taken_out", Boolean, nullable=False, server_default=false()),
)

assessor = Table(
    "assessor",
    metadata,
    Column("fund", ForeignKey("fund.slug"), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
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
    Column("group", String(20), nullable=False, server_default=""),
    Column("starts", Date),
    Column("ends", Date),
    Column("who_sends", Text, nullable=False, server_default=""),
    Column("sends_agreed", String(20), nullable=False, server_default=""),
    Column("vetting", Text, nullable=False, server_default=""),
    Column("who_pays", Text, nullable=False, server_default=""),
    Column("safeguarding", String(20), nullable=False, server_default=""),
    Column("insurance", String(20), nullable=False, server_default=""),
    # Pairs of a question's number and its answer.
    Column("answers", JSON, nullable=False, server_default="[]"),
    Column("reference", String(20), nullable=False, server_default=""),
    # The stage that its partner knows of (decision 292).
    Column("told", String(20), nullable=False, server_default="draft"),
    Column("condition", Text, nullable=False, server_default=""),
    Column("expects_a_year", Integer),
    # Keyed in by its owner, a lead, for the organisation that it came from.
    Column("keyed", Boolean, nullable=False, server_default=false()),
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
    Column("told_at", Moment),
    # The names of those who decided with whoever made the step.
    Column("decided_with", JSON, nullable=False, server_default="[]"),
    # The fund that the idea was in after it.
    Column("fund", ForeignKey("fund.slug")),
    # The idea as it was sent in by this step: it may be written anew when more is needed.
    Column("sent", JSON),
)

assessment = Table(
    "assessment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    # What binds them to whoever asks; empty: nothing, as they have declared.
    Column("conflict", Text, nullable=False, server_default=""),
    Column("declared_at", Moment, nullable=False),
    # When their scores were in; until then they are theirs alone.
    Column("in_at", Moment),
    # One that was taken up again stays; another is written.
    Column("replaced_at", Moment),
)

score = Table(
    "score",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    Column("criterion_id", ForeignKey("criterion.id"), primary_key=True),
    Column("points", Integer),
    Column("why", Text, nullable=False, server_default=""),
)

moderation = Table(
    "moderation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("idea_id", ForeignKey("idea.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fund", ForeignKey("fund.slug"), nullable=False, index=True),
    # No cascade: while there is an entry, nothing of the idea goes.
    Column("idea_id", ForeignKey("idea.id"), nullable=False, index=True),
    # The code of `domain.ledger.EntryKind`.
    Column("kind", String(20), nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("on", Date, nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    # The entry that it takes back; an entry is never changed.
    Column("reverses_id", ForeignKey("ledger.id"), unique=True),
)
