"""Contracts for services: their days, where they stand on one, what they cover, whether there is room."""

from probation_commission.domain.contracts.changes import (
    LONGEST_NOTE,
    LONGEST_SAID,
    ContractChange,
    ServiceChange,
    wrong_with_contract,
    wrong_with_service,
)
from probation_commission.domain.contracts.days import DATE_NAMES, YEAR, ContractDates, ends_within
from probation_commission.domain.contracts.listed import ListedContract
from probation_commission.domain.contracts.managed import (
    LONGEST_ISSUE,
    LONGEST_NAME,
    LONGEST_PERIOD,
    Issue,
    ServiceLevel,
    Step,
    wrong_with_issue,
    wrong_with_level,
    wrong_with_party,
    wrong_with_step,
)
from probation_commission.domain.contracts.parties import CaseStage, ContractPart, MilestoneKind, Sex
from probation_commission.domain.contracts.places import (
    ServicePlace,
    outside,
    outside_words,
    wrong_with_coverage,
)
from probation_commission.domain.contracts.room import Capacity, Room, capacity_on, capacity_words
from probation_commission.domain.contracts.standing import IN_ORDER, Covered, Status
from probation_commission.domain.contracts.status import status_on

__all__ = [
    "DATE_NAMES",
    "IN_ORDER",
    "LONGEST_ISSUE",
    "LONGEST_NAME",
    "LONGEST_NOTE",
    "LONGEST_PERIOD",
    "LONGEST_SAID",
    "YEAR",
    "Capacity",
    "CaseStage",
    "ContractChange",
    "ContractDates",
    "ContractPart",
    "Covered",
    "Issue",
    "ListedContract",
    "MilestoneKind",
    "Room",
    "ServiceChange",
    "ServiceLevel",
    "ServicePlace",
    "Sex",
    "Status",
    "Step",
    "capacity_on",
    "capacity_words",
    "ends_within",
    "outside",
    "outside_words",
    "status_on",
    "wrong_with_contract",
    "wrong_with_coverage",
    "wrong_with_issue",
    "wrong_with_level",
    "wrong_with_party",
    "wrong_with_service",
    "wrong_with_step",
]
