"""Hubs and offices, when they are open, and who attends."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    Time,
    false,
)

from probation_commission.domain.hubs import Listing
from probation_commission.store.tables.base import metadata

hub = Table(
    "hub",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("run_by", String(200), nullable=False),
    # Whom that names, where it names one organisation that is known.
    Column("run_by_id", ForeignKey("organisation.id"), index=True),
    Column("address", String(300), nullable=False),
    Column("postcode", String(8)),
    Column("latitude", Double),
    Column("longitude", Double),
    # By its own postcode; any other is drawn hollow, since the map must not point at a door.
    Column("exact", Boolean, nullable=False),
    Column("placed_by", Text, nullable=False),
    Column("area_code", String(9), nullable=False),
    Column("open_state", Text, nullable=False),
    Column("verified", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("illustrative", Boolean, nullable=False, server_default=false()),
    # Never drawn, and without street and postcode but on a lead's own card (decision 222).
    Column("confidential", Boolean, nullable=False, server_default=false()),
    Column("listed", String(12), nullable=False, server_default=Listing.LISTED),
    # The columns that somebody here has written, which a newer list does not write over (decision 221).
    Column("changed_here", Text, nullable=False, server_default=""),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("mailbox", String(200), nullable=False, server_default=""),
    Column("met_by", String(200), nullable=False, server_default=""),
    Column("stand_in", String(200), nullable=False, server_default=""),
    Column("transport", String(300), nullable=False, server_default=""),
    Column("private_room", Boolean),
    Column("step_free", Boolean),
    Column("refreshments", Boolean),
    Column("internet", Boolean),
    Column("printing", Boolean),
    Column("signage", Boolean),
    Column("opened", Date),
    Column("closed", Date),
    Column("confirmed_on", Date),
    Column("confirmed_by", String(200), nullable=False, server_default=""),
)

hub_session = Table(
    "hub_session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hub", ForeignKey("hub.slug"), nullable=False, index=True),
    Column("weekday", Integer, nullable=False),
    Column("opens", Time, nullable=False),
    Column("closes", Time, nullable=False),
    Column("every", String(20), nullable=False),
    Column("for_whom", String(20), nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("on_bank_holidays", Boolean, nullable=False),
    # Said by somebody; where nobody attends and nobody said so, who does is not known.
    Column("nobody_attends", Boolean, nullable=False, server_default=false()),
)

hub_attendance = Table(
    "hub_attendance",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("hub_session.id"), nullable=False, index=True),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("said_on", Date),
    Column("seen_on", Date),
)

hub_closure = Table(
    "hub_closure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hub", ForeignKey("hub.slug"), nullable=False, index=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("why", String(200), nullable=False),
)
