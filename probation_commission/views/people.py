"""Who has access, in words."""

from collections import Counter
from collections.abc import Iterable

from probation_commission.domain.access import Role


def finding(roles: Iterable[Role]) -> str:
    """How many have access, and as what: "3 people have access: 1 admin, 2 leads"; a role a person."""
    count = Counter(roles)
    if not count:
        return "Nobody has been given access yet."
    each = ", ".join(f"{count[role]} {role}{'' if count[role] == 1 else 's'}" for role in Role if count[role])
    total = count.total()
    return f"{total} {'person has' if total == 1 else 'people have'} access: {each}."
