"""Where a service is to be had, and which delivery places lie elsewhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from probation_commission.domain.contracts.standing import Covered, Status
from probation_commission.domain.words import listed


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """An authority, or a ward of one, in which a service is to be had; every day may be not known."""

    area_code: str
    ward_code: str = ""
    planned: date | None = None
    actual: date | None = None
    ended: date | None = None
    reason: str = ""

    def on(self, day: date, status: str = Status.NOT_CONFIRMED) -> Covered:
        """How far the service is there on a day; where no day is known, as far as it is as a whole."""
        if status == Status.ENDED or (self.ended and self.ended < day):
            return Covered.ENDED
        if status == Status.CLOSED:
            return Covered.CLOSED
        if self.actual and self.actual <= day:
            return Covered.LIVE
        if self.planned or self.actual:
            return Covered.DELAYED if self.planned and self.planned <= day else Covered.PLANNED
        return _AS_A_WHOLE.get(status, Covered.NOT_CONFIRMED)


_AS_A_WHOLE: Mapping[str, Covered] = {
    Status.LIVE: Covered.LIVE,
    Status.ROLLING_OUT: Covered.PLANNED,
    Status.DELAYED: Covered.DELAYED,
    Status.MOBILISING: Covered.PLANNED,
    Status.COMPETITION: Covered.PLANNED,
    Status.MARKET: Covered.PLANNED,
    Status.PROCURE: Covered.PLANNED,
}


def wrong_with_coverage(one: ServicePlace, today: date) -> list[str]:
    """What is wrong with what was written of a place that a service covers.

    It is late where it went live after the day that was planned, or that day is past and it has not.
    """
    begins = one.actual or one.planned
    late = one.planned is not None and (one.actual or today) > one.planned
    checks = {
        "Give at least one day: planned for, live since, or ended on.": not (
            one.planned or one.actual or one.ended
        ),
        "It ended before it went live there. Put the days in order.": bool(
            one.ended and begins and one.ended < begins
        ),
        "Say why it ended, or is late.": not one.reason and (one.ended is not None or late),
    }
    return [sentence for sentence, wrong in checks.items() if wrong]


def outside(
    places: Sequence[str], known: Mapping[str, frozenset[str]], covered: Collection[str]
) -> list[str]:
    """Those of the delivery places that are known to lie in none of the authorities that are covered.

    `known`: the codes of the authorities that a name may mean, by the name in small letters. A place that is
    known by no name is taken for nothing: it may lie anywhere.
    """
    return [
        place
        for place in places
        if (codes := known.get(place.casefold())) and not codes.intersection(covered)
    ]


def outside_words(places: Sequence[str]) -> str:
    """The sentence beside a contract whose delivery places lie elsewhere; empty where there are none."""
    if not places:
        return ""
    return f"Delivery places outside the area that it covers: {listed(places)}. Ask the provider."
