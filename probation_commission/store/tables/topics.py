"""What is written about: the tables whose change makes a page's frames old, by topic.

A frame that a page keeps names the topics that it is read from, and is read anew when one was written about.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Table

from probation_commission.store.tables.agreements import agreement, agreement_area, agreement_party
from probation_commission.store.tables.areas import added_area, ward_deprivation, ward_residents
from probation_commission.store.tables.entries import asked_change
from probation_commission.store.tables.events import event
from probation_commission.store.tables.expected import expected
from probation_commission.store.tables.follow_ups import follow_up
from probation_commission.store.tables.gaps import gap_note, gap_outside
from probation_commission.store.tables.hubs import hub, hub_attendance, hub_closure, hub_session
from probation_commission.store.tables.ideas import (
    assessment,
    assessor,
    criterion,
    fund,
    fund_question,
    idea,
    idea_move,
    ledger,
    moderation,
    score,
)
from probation_commission.store.tables.layouts import layout
from probation_commission.store.tables.localities import locality, place_alias
from probation_commission.store.tables.measures import measure
from probation_commission.store.tables.organisations import (
    contact,
    membership,
    organisation,
    organisation_area,
    organisation_name,
)
from probation_commission.store.tables.outbox import outbox
from probation_commission.store.tables.outcomes import promise, result
from probation_commission.store.tables.people import account, account_area
from probation_commission.store.tables.public_pages import published_page
from probation_commission.store.tables.registers import register_entry
from probation_commission.store.tables.returns import (
    check,
    explanation,
    figure,
    kept_file,
    return_,
    standing_change,
    upload,
)
from probation_commission.store.tables.rules import disclosure_rule
from probation_commission.store.tables.services import (
    contract,
    contract_issue,
    contract_party,
    coverage,
    milestone,
    service,
    service_at_place,
    service_level,
)
from probation_commission.store.tables.travel import travel, travel_matrix


class Topic(StrEnum):
    """What frames are kept by."""

    RETURNS = "returns"
    DIRECTORY = "directory"
    IDEAS = "ideas"
    OUTCOMES = "outcomes"
    LOCALITIES = "localities"
    ALIASES = "aliases"
    LAYOUTS = "layouts"
    RULES = "rules"
    ACCOUNTS = "accounts"
    ORGANISATIONS = "organisations"
    OUTBOX = "outbox"
    AGREEMENTS = "agreements"
    EVENTS = "events"
    """What happened, and what is expected of whom: of returns, but no figure in one."""
    FOLLOW_UPS = "follow_ups"
    GAPS = "gaps"
    """What leads wrote of gaps; the gaps themselves are worked out."""
    AREAS = "areas"
    """Which areas are covered decides what every text means: whoever writes about them raises all of them."""


_TABLES = {
    Topic.RETURNS: (upload, return_, figure, check, explanation, standing_change, kept_file, measure),
    Topic.DIRECTORY: (
        asked_change,
        hub,
        hub_session,
        hub_attendance,
        hub_closure,
        service,
        contract,
        contract_party,
        coverage,
        milestone,
        contract_issue,
        service_level,
        published_page,
        register_entry,
        service_at_place,
        travel_matrix,
        travel,
    ),
    Topic.IDEAS: (
        assessment,
        assessor,
        criterion,
        fund,
        fund_question,
        idea,
        idea_move,
        ledger,
        moderation,
        score,
    ),
    Topic.OUTCOMES: (promise, result),
    Topic.LOCALITIES: (locality,),
    Topic.ALIASES: (place_alias,),
    Topic.LAYOUTS: (layout,),
    Topic.RULES: (disclosure_rule,),
    Topic.ACCOUNTS: (account, account_area, membership),
    Topic.ORGANISATIONS: (organisation, organisation_name, contact, organisation_area),
    Topic.OUTBOX: (outbox,),
    Topic.AGREEMENTS: (agreement, agreement_area, agreement_party),
    Topic.EVENTS: (event, expected),
    Topic.FOLLOW_UPS: (follow_up,),
    Topic.GAPS: (gap_note, gap_outside),
    Topic.AREAS: (added_area, ward_residents, ward_deprivation),
}
TOPIC_OF: Mapping[Table, Topic] = MappingProxyType(
    {table: topic for topic, tables in _TABLES.items() for table in tables}
)
"""The topic of each table; of those that no kept frame is read from there is none (`audit`)."""
