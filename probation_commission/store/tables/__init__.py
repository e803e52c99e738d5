"""The tables, a file a noun. Changed only together with a migration."""

from probation_commission.store.tables.agreements import agreement, agreement_area, agreement_party
from probation_commission.store.tables.areas import added_area, ward_deprivation, ward_residents
from probation_commission.store.tables.audit import audit
from probation_commission.store.tables.base import Moment, metadata
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
from probation_commission.store.tables.installation import bundled_file, installation, revision
from probation_commission.store.tables.layouts import layout
from probation_commission.store.tables.links import link, link_opening, link_try, open_ask
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
from probation_commission.store.tables.people import account, account_area, ended_sign_in
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
from probation_commission.store.tables.topics import TOPIC_OF, Topic
from probation_commission.store.tables.travel import travel, travel_matrix

__all__ = [
    "TOPIC_OF",
    "Moment",
    "Topic",
    "account",
    "account_area",
    "added_area",
    "agreement",
    "agreement_area",
    "agreement_party",
    "asked_change",
    "assessment",
    "assessor",
    "audit",
    "bundled_file",
    "check",
    "contact",
    "contract",
    "contract_issue",
    "contract_party",
    "coverage",
    "criterion",
    "disclosure_rule",
    "ended_sign_in",
    "event",
    "expected",
    "explanation",
    "figure",
    "follow_up",
    "fund",
    "fund_question",
    "gap_note",
    "gap_outside",
    "hub",
    "hub_attendance",
    "hub_closure",
    "hub_session",
    "idea",
    "idea_move",
    "installation",
    "kept_file",
    "layout",
    "ledger",
    "link",
    "link_opening",
    "link_try",
    "locality",
    "measure",
    "membership",
    "metadata",
    "milestone",
    "moderation",
    "open_ask",
    "organisation",
    "organisation_area",
    "organisation_name",
    "outbox",
    "place_alias",
    "promise",
    "published_page",
    "register_entry",
    "result",
    "return_",
    "revision",
    "score",
    "service",
    "service_at_place",
    "service_level",
    "standing_change",
    "travel",
    "travel_matrix",
    "upload",
    "ward_deprivation",
    "ward_residents",
]
