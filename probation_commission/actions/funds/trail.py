"""A fund that a lead may change, and what its trail says of a change."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from probation_commission.actions.limits import fund_areas, named, require_area
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person
from probation_commission.domain.audit import AuditSubject, RecordKind, in_words
from probation_commission.domain.days import in_full
from probation_commission.domain.funds import Fund
from probation_commission.domain.money import pounds
from probation_commission.domain.words import listed
from probation_commission.store import audit, funds
from probation_commission.store.database import Connection
from probation_commission.store.records import values

UNCHANGED = "Nothing is different. Nothing was changed."
EVERYWHERE = "every area that is covered"
_NAMES = {
    "amount_pence": "pot",
    "area_code": "area",
    "for_whom": "purpose",
    "ask": "whom to ask",
    "closes": "last day to send in",
    "least_pence": "smallest ask",
    "most_pence": "largest ask",
    "most_months": "months at most",
    "blind": "names hidden",
    "monitoring": "monitoring days",
    "gaps": "gaps that it serves",
}


def own(conn: Connection, actor: Person, slug: str) -> Fund:
    """The fund of that slug, before something of it is changed.

    Raises `RefusedError` where there is none, and `NotAllowedError` where it is of none of their areas.
    """
    fund = funds.find_fund(conn, slug)
    if fund is None:
        raise RefusedError("This fund is not here any more. Nothing was changed.")
    require_area(actor, *fund_areas(fund))
    return fund


def record(conn: Connection, actor: Person, action: str, slug: str, **words: str) -> None:
    """The entry of what was done with a fund: before, after and reason."""
    audit.record(conn, actor, action, AuditSubject(RecordKind.FUND, slug), **words)


def called(name: str) -> str:
    """The words of a field of a fund: `smallest ask`."""
    return _NAMES.get(name, name.replace("_", " "))


def said(fields: Mapping[str, Any]) -> str:
    """Fields of a fund as an entry has them: `pot: £12,000; closes: 3 June 2027`."""
    return in_words({called(name): _value(name, value) for name, value in fields.items()})


def filled(fund: Fund) -> dict[str, Any]:
    """The fields of a new fund that say something."""
    return {name: value for name, value in values(fund, "slug").items() if value not in (None, "", (), False)}


def _value(name: str, value: Any) -> object:  # noqa: ANN401 (a field of a fund)
    if name == "area_code":
        return named([value]) if value else EVERYWHERE
    if name.endswith("_pence") and value is not None:
        return pounds(value)
    if isinstance(value, tuple):
        return listed(in_full(one) if isinstance(one, date) else one for one in value)
    return value
