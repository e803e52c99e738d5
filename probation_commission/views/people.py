"""Who has access, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from probation_commission.domain.access import Role
from probation_commission.domain.days import day
from probation_commission.domain.words import plural


def finding(roles: Iterable[Role]) -> str:
    """How many have access, and as what: "3 people have access: 1 admin, 2 leads"; a role a person."""
    count = Counter(roles)
    if not count:
        return "Nobody has been given access yet."
    each = ", ".join(plural(count[role], role.label) for role in Role if count[role])
    total = count.total()
    return f"{plural(total, 'person has', 'people have')} access: {each}."


def standing(role: Role, *, active: bool) -> str:
    """`lead`, or `lead, access ended`."""
    return role.label if active else f"{role.label}, access ended"


def change(entry: Mapping[Any, Any]) -> str:
    """`26 November 2026: change role from viewer of Example Trust to lead of Example Trust, by Ada`."""
    before = f" from {entry['before']}" if entry["before"] else ""
    after = f"{' to' if before else ' as'} {entry['after']}" if entry["after"] else ""
    return f"{day(entry['at'])}: {entry['action']}{before}{after}, by {entry['who']}"
