"""What leads write down of services and their contracts; nothing is deleted, it ends (decision 228)."""

from probation_commission.actions.contracts.allowed import LONGEST_REASON, require_covered
from probation_commission.actions.contracts.changes import (
    OwnNotes,
    change_contract,
    change_service,
    cover,
    history,
    notes,
    take_out_place,
)
from probation_commission.actions.contracts.managing import (
    Managed,
    add_party,
    costs,
    end_party,
    managed,
    put_issue,
    put_level,
    put_step,
)

__all__ = [
    "LONGEST_REASON",
    "Managed",
    "OwnNotes",
    "add_party",
    "change_contract",
    "change_service",
    "costs",
    "cover",
    "end_party",
    "history",
    "managed",
    "notes",
    "put_issue",
    "put_level",
    "put_step",
    "require_covered",
    "take_out_place",
]
