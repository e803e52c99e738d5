"""A month that is keyed in, in words: what changes, what is kept, and which months are missing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from probation_commission.domain.days import day
from probation_commission.domain.keyed import FILE_NAME
from probation_commission.domain.referrals import EVERY_COUNT, of_office, words_of
from probation_commission.domain.returns import Figure
from probation_commission.domain.words import listed, plural
from probation_commission.views.referrals.words import MOST_NAMED, NOT_GIVEN, spans

FINDING = (
    "Key in what a service counted in a month. It counts at once, and what it replaces stays in the history."
)
NOBODY_S = (
    "No service here is your organisation’s. A lead says on the page Services who provides which; ask one if "
    "yours is missing."
)
HOW = (
    "Leave empty what is not known; write 0 where there was none. Counts alone: nobody’s name, nothing else."
)


def came(file_name: str, at: datetime, who: str) -> str:
    """How a return came in: `keyed in on 3 November 2026 by Jo Lead`, or `loaded on …`."""
    return f"{FILE_NAME if file_name == FILE_NAME else 'loaded'} on {day(at)} by {who}"


def changes(there: Mapping[str, int], now: Mapping[str, int]) -> list[str]:
    """`Received: 41 → 44`, for each count that is another than in force; one that is new has no arrow."""
    found = []
    for name in EVERY_COUNT:
        before, after = there.get(name), now.get(name)
        if before != after:
            words = words_of(name)
            said = f"{_number(before)} → {_number(after)}" if before is not None else _number(after)
            found.append(f"{words[:1].upper()}{words[1:]}: {said}")
    return found


def _number(count: int | None) -> str:
    return NOT_GIVEN if count is None else f"{count:,}"


def stays(kept: Sequence[Figure]) -> str:
    """What is kept of the return before because the form has no field for it; "" for nothing."""
    offices = sorted({office for _, office in (of_office(one.category) for one in kept) if office})
    bounds = [f"{words_of(one.category)} {one}" for one in kept if not of_office(one.category)[1]]
    parts = [*([f"the counts of {listed(offices)}"] if offices else []), *bounds]
    return f"Kept as it was sent: {listed(parts)}." if parts else ""


def goes(dropped: Sequence[Figure]) -> str:
    """What is not kept of the return before, as its count of all is another now; "" for nothing."""
    counts = dict.fromkeys(words_of(of_office(one.category)[0]) for one in dropped)
    return f"Not kept by office, as the count of all is another: {listed(list(counts))}." if counts else ""


def receipt(name: str, area: str, month: date, count: int, before: str) -> str:
    """What was kept; `before`: how what it replaced `came` in, if it replaced anything."""
    kept = f"Kept: {name}, {area}, {month:%B %Y}: {plural(count, 'count')}, in force now."
    return f"{kept} It replaced what was {before}." if before else kept


def still_missing(missing: Mapping[str, Sequence[date]]) -> list[str]:
    """`Example Housing, Durham: August and October 2026`, a line each service and area that lacks a month."""
    return [f"{name}: {spans(months)}" for name, months in missing.items() if months]


def never_returned(names: Sequence[str], *, others: bool = False) -> str:
    """`No month of Example Housing is here yet.`: of services that never returned any, by name where few.

    `others`: one that never did was named before them.
    """
    which = listed(names) if len(names) <= MOST_NAMED else f"{len(names)} {'other ' * others}services"
    return f"No month of {which} is here yet."
