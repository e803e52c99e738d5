"""Whether each pathway of an area is covered from a contract to the one that follows it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from probation_commission.analysis.services import BoughtServices
from probation_commission.domain.contracts import ContractDates, ServicePlace, Status
from probation_commission.domain.words import plural

GAP = "gap"
UNDATED = "covered now; change not dated"
ELSEWHERE = "the successor is not for here"
ALONE = "covered now; no successor known"
_OPEN = frozenset({Status.LIVE, Status.ROLLING_OUT})


def transition(
    bought: BoughtServices, day: date, areas: Mapping[str, str], *, illustrative: bool
) -> pd.DataFrame:
    """A row a pathway, a column an area (by its code in `areas`): covered, gap, or doubled by the successor.

    Of the contracts that are made up, or of those that are not.
    """
    services = bought.as_of(day)
    services = services[(services.illustrative.astype(bool) == illustrative) & services.contract_slug.notna()]
    if services.empty:
        return pd.DataFrame()
    cells = {
        pathway: {name: _cell(bought, rows, code) for code, name in areas.items()}
        for pathway, rows in services.groupby("pathway")
    }
    frame = pd.DataFrame.from_dict(cells, orient="index", columns=list(areas.values()))
    return frame.rename_axis("Pathway").reset_index()


def _cell(bought: BoughtServices, rows: pd.DataFrame, code: str) -> str:
    here = rows[[code in covered for covered in rows.covers]]
    running = here[here.status.isin(_OPEN)]
    if running.empty:
        return GAP
    dates, places = bought.dates, bought.places
    successors = dict(zip(bought.contracts.slug, bought.contracts.successor, strict=True))
    by_contract = bought.services.groupby("contract_slug").slug.agg(list).to_dict()
    words = [
        _change(
            dates[old],
            dates.get(successors[old]),
            [one for slug in by_contract.get(successors[old], ()) for one in places.get(slug, ())],
            code,
            named=bool(successors[old]),
        )
        for old in dict.fromkeys(running.contract_slug)
    ]
    return "; ".join(dict.fromkeys(words))


def _change(
    old: ContractDates, new: ContractDates | None, places: Sequence[ServicePlace], code: str, *, named: bool
) -> str:
    """`places`: those of the successor, wherever they are."""
    last = old.closes_to_referrals or old.ends
    here = [one for one in places if one.area_code == code]
    if places and not here:
        return (
            f"{GAP} from {_short(last + timedelta(days=1))}: {ELSEWHERE}" if last else f"{GAP}: {ELSEWHERE}"
        )
    begins = min((day for one in here if (day := one.actual or one.planned)), default=None)
    first = begins or old.successor_from or (new.go_live if new else None)
    if last is None or (named and first is None):
        return UNDATED
    if first is None:
        return ALONE
    if first > last + timedelta(days=1):
        days = plural((first - last).days - 1, "day")
        return f"{GAP} of {days} from {_short(last + timedelta(days=1))}"
    if first <= last:
        return f"doubled by the successor for {plural((last - first).days + 1, 'day')} from {_short(first)}"
    return f"covered; changes over on {_short(first)}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
