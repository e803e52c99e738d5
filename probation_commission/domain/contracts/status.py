"""Where a service stands on a day, worked out from its days (decision 227)."""

from collections.abc import Collection
from datetime import date

from probation_commission.domain.contracts.days import ContractDates
from probation_commission.domain.contracts.places import ServicePlace
from probation_commission.domain.contracts.standing import Covered, Status


def status_on(day: date, dates: ContractDates, places: Collection[ServicePlace] = (), said: str = "") -> str:
    """Where a service stands on a day, by the days that are known of its contract and of its places.

    Where no such day is known it is what a source `said`, and "not confirmed" where none said anything. That
    it began is no word against a source that says that it is over; a day on which it ends, ahead, is.
    """
    if over := _over_by(day, dates):
        return over
    begun = min((one.actual for one in places if one.actual), default=None)
    planned = min((one.planned for one in places if one.planned), default=None)
    # Where no mobilisation is known of, it is from its first day on what it says it is.
    go_live = dates.go_live or planned
    live_from = begun if begun or go_live else dates.starts
    begins = live_from or go_live
    if _over(said, dates) and not (begins and begins > day):
        return said
    if live_from and live_from <= day:
        waits = any(one.on(day) in {Covered.PLANNED, Covered.DELAYED} for one in places)
        return Status.ROLLING_OUT if waits else Status.LIVE
    if go_live and go_live <= day:
        # Of a place that has a day of its own and has not gone live the source is no better witness.
        return said if said in _RUNS and not planned else Status.DELAYED
    if go_live or live_from or dates.market_event or dates.competition:
        return _before(day, dates)
    # No day is known, or only how it ends, which is ahead.
    return said or Status.NOT_CONFIRMED


def _over_by(day: date, dates: ContractDates) -> Status | None:
    """What it is once its last day, or its last day of referrals, is past; else None."""
    if dates.ends and dates.ends < day:
        return Status.ENDED
    closed = dates.closes_to_referrals and dates.closes_to_referrals < day
    return Status.CLOSED if closed else None


_RUNS = frozenset({Status.LIVE, Status.ROLLING_OUT})


def _over(said: str, dates: ContractDates) -> bool:
    """Whether a source says that it is over, and no day that is ahead says that it will be; past ones won."""
    if said == Status.CLOSED:
        return dates.closes_to_referrals is None
    return said == Status.ENDED and dates.closes_to_referrals is None and dates.ends is None


def _before(day: date, dates: ContractDates) -> Status:
    """Where a contract stands that has not gone live and is not late."""
    if dates.starts and dates.starts <= day:
        return Status.MOBILISING
    if dates.competition and dates.competition <= day:
        return Status.COMPETITION
    if dates.market_event and dates.market_event <= day:
        return Status.MARKET
    return Status.PROCURE if dates.market_event or dates.competition else Status.MOBILISING
