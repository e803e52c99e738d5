"""Commissioned services, the contracts under which they are bought, and where they are to be had."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from probation_commission.domain.hubs import Listing
from probation_commission.store.tables.base import metadata

contract = Table(
    "contract",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("reference", String(40), nullable=False),
    Column("scheme", String(80), nullable=False),
    Column("funder", String(200), nullable=False),
    # Whom that names, where it names one organisation that is known.
    Column("funder_id", ForeignKey("organisation.id"), index=True),
    # Every day is empty where no source says it; none is worked out from another (decision 226).
    Column("starts", Date),
    Column("ends", Date),
    Column("extension_until", Date),
    Column("notice_by", Date),
    Column("review_on", Date),
    Column("closes_to_referrals", Date),
    # A slug and no key: a successor may be known by name before it is a record.
    Column("successor", String(80), nullable=False, server_default=""),
    Column("successor_from", Date),
    Column("market_event", Date),
    Column("competition", Date),
    Column("go_live", Date),
    # For leads of its areas alone, as is what they note of its services (decision 229).
    Column("value_pence", BigInteger),
    # What the list says of where it is delivered, and what is wrong with the list there.
    Column("places", Text, nullable=False, server_default=""),
    Column("faults", Text, nullable=False, server_default=""),
    Column("illustrative", Boolean, nullable=False, server_default=false()),
    Column("source", Text, nullable=False),
    Column("as_of", String(40), nullable=False),
    Column("listed", String(12), nullable=False, server_default=Listing.LISTED),
    # The columns that somebody here has written, which a newer list does not write over (decision 221).
    Column("changed_here", Text, nullable=False, server_default=""),
)

contract_party = Table(
    "contract_party",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contract", ForeignKey("contract.slug"), nullable=False, index=True),
    # As the source has it; and whom that names, where it is known.
    Column("name", String(200), nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), index=True),
    Column("part", String(20), nullable=False),
    # Its last day in the contract, which is never one that is ahead (decision 234).
    Column("ended", Date),
)

milestone = Table(
    "milestone",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contract", ForeignKey("contract.slug"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("due", Date),
    Column("done", Date),
    # What it is about where it is not all of it: "Stanley".
    Column("place", String(80), nullable=False, server_default=""),
    Column("area_code", String(9), nullable=False, server_default=""),
    Column("evidence", Text, nullable=False, server_default=""),
)

# Both for leads of all areas of the contract (decision 229).
contract_issue = Table(
    "contract_issue",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contract", ForeignKey("contract.slug"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("opened", Date, nullable=False),
    Column("settled", Date),
    Column("outcome", Text, nullable=False, server_default=""),
)

service_level = Table(
    "service_level",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contract", ForeignKey("contract.slug"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("measured", Text, nullable=False),
    # In its own words, a number or not: "9 of 10 within 10 working days".
    Column("target", String(80), nullable=False),
    Column("period", String(40), nullable=False),
    Column("reported", String(80), nullable=False, server_default=""),
    Column("reported_on", Date),
    Column("said_by", String(200), nullable=False, server_default=""),
)

service = Table(
    "service",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("provider", String(200), nullable=False),
    # Whom that names, where it names one organisation that is known.
    Column("provider_id", ForeignKey("organisation.id"), index=True),
    Column("funder", String(200), nullable=False),
    Column("contract", String(40), nullable=False),
    Column("pathway", String(80), nullable=False),
    Column("for_whom", String(80), nullable=False),
    Column("area", String(80), nullable=False),
    Column("status", String(40), nullable=False),
    Column("as_of", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("source", Text, nullable=False),
    # Empty: it does not say, and counts as small (decision 76).
    Column("expects_a_year", Integer),
    # Invented with its name and provider, and not counted as known or live (decision 81).
    Column("illustrative", Boolean, nullable=False, server_default=false()),
    Column("listed", String(12), nullable=False, server_default=Listing.LISTED),
    # The columns that somebody here has written, which a newer list does not write over (decision 221).
    Column("changed_here", Text, nullable=False, server_default=""),
    Column("contract_slug", ForeignKey("contract.slug"), index=True),
    Column("sex", String(20), nullable=False, server_default=""),
    Column("ages", String(40), nullable=False, server_default=""),
    Column("stage", String(20), nullable=False, server_default=""),
    Column("iom_only", Boolean),
    Column("counts_as_rar", Boolean),
    Column("route", Text, nullable=False, server_default=""),
    Column("vetting", Text, nullable=False, server_default=""),
    Column("next_start", Date),
    Column("capacity", String(20), nullable=False, server_default=""),
    Column("wait_weeks", Integer),
    Column("capacity_said_by", String(200), nullable=False, server_default=""),
    # After this day what is said of room reads "not known" (decision 227).
    Column("capacity_until", Date),
    Column("note_restricted", Text, nullable=False, server_default=""),
    Column("confirmed_on", Date),
    Column("confirmed_by", String(200), nullable=False, server_default=""),
    # The idea of whose award it is the service; one award is one service (decision 315).
    Column("idea_id", ForeignKey("idea.id"), unique=True),
)

coverage = Table(
    "coverage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service", ForeignKey("service.slug"), nullable=False, index=True),
    Column("area_code", String(9), nullable=False),
    # Empty: the whole authority.
    Column("ward_code", String(9), nullable=False, server_default=""),
    Column("planned", Date),
    Column("actual", Date),
    Column("ended", Date),
    Column("reason", Text, nullable=False, server_default=""),
    # Worked out from what the list says, and worked out anew with it; a row that people wrote stays.
    Column("bundled", Boolean, nullable=False, server_default=false()),
)

service_at_place = Table(
    "service_at_place",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service", ForeignKey("service.slug"), nullable=False, index=True),
    Column("hub", ForeignKey("hub.slug"), nullable=False, index=True),
    Column("since", Date),
    Column("until", Date),
    # Worked out from what the list says (decision 237), and anew with it; what people wrote stays.
    Column("bundled", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("service", "hub", name="uq_service_at_place_service_hub"),
)
