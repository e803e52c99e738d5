"""Whose a service and its contract are to change, and what a change takes."""

from typing import Any

from probation_commission.actions.limits import named, require_area
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.domain.access import NotAllowedError, Person
from probation_commission.store import contracts as store
from probation_commission.store.database import Connection

LONGEST_REASON = 500
_NO_SUCH = "No such service is known here any more. Nothing was changed."
_NO_CONTRACT = "No contract of this service is known here. Nothing was changed."


def contract_of(conn: Connection, actor: Person, service_slug: str) -> dict[str, Any]:
    """The contract of a service, for leads of all the areas of what is bought under it.

    Raises `RefusedError` where there is none, `NotAllowedError` for others.
    """
    slug = there(conn, service_slug)["contract_slug"]
    row = store.contract_row(conn, slug) if slug else None
    if row is None:
        raise RefusedError(_NO_CONTRACT)
    require_covered(conn, actor, *store.services_of(conn, slug))
    return row


def there(conn: Connection, slug: str) -> dict[str, Any]:
    """A service with all that is kept of it. Raises `RefusedError` where it is not known."""
    row = store.service_row(conn, slug)
    if row is None:
        raise RefusedError(_NO_SUCH)
    return row


def require_covered(conn: Connection, actor: Person, *slugs: str) -> None:
    """The check before something of services is changed, or told to leads of their areas alone."""
    codes = {one.area_code for one in store.coverage_of(conn, slugs)}
    if not codes and actor.scope.areas:
        # Where it is nobody knows: whoever is for some areas alone can't say that it is theirs.
        raise NotAllowedError(f"As lead for {named(actor.areas)} you change nothing whose area is not known.")
    require_area(actor, *sorted(codes))


def reason_of(text: str, problems: list[str]) -> str:
    """The reason of a change as it is kept; what is wrong with it is added to the problems."""
    kept = collected(problems, text, "reason", LONGEST_REASON)
    if not kept:
        problems.append("Write the reason: who said so, or which document.")
    return kept
