"""Who has access, in words."""

from collections import Counter
from collections.abc import Iterable

from probation_commission.domain.access import Role
from probation_commission.domain.words import plural


def finding(roles: Iterable[Role]) -> str:
    """How many have access, and as what: "3 people have access: 1 admin, 2 leads"; a role a person."""
    count = Counter(roles)
    if not count:
        return "Nobody has been given access yet."
    each = ", ".join(plural(count[role], role.label) for role in Role if count[role])
    total = count.total()
    return f"{plural(total, 'person has', 'people have')} access: {each}."
