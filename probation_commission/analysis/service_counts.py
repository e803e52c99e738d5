"""What services count beside the seven: why referrals ended early, from which office, what else they did.

Of what is given as a plain number: "<5" is in no sum (decision 115).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from probation_commission.analysis.figures import exact
from probation_commission.analysis.referrals import beside_whole
from probation_commission.domain.places import Whole, bare
from probation_commission.domain.referrals import (
    FURTHER,
    REASON_GROUPS,
    EarlyReason,
    Queue,
    ReferralStage,
    ServiceBreakdown,
    of_office,
)

FEWEST_ENDED = 10
_LEAST_MONTHS = 4
"""Months with which something is said of the first and of the second half."""


def counted(figures: pd.DataFrame, wholes: Sequence[Whole]) -> pd.DataFrame:
    """A row for each count of a service's month, all its areas together.

    Columns: subject, month, office ("" for all), category, value, illustrative. Where a service gives one of
    `wholes` and a part of it for one month, the part is left out.
    """
    rows = exact(figures[~beside_whole(figures, wholes)])
    by_office = (rows.breakdown == ServiceBreakdown.OFFICE).tolist()
    pairs = [
        of_office(category) if of_one else (category, "")
        for category, of_one in zip(rows.category, by_office, strict=True)
    ]
    rows = rows.assign(category=[pair[0] for pair in pairs], office=[pair[1] for pair in pairs])
    # "North office" one month and "North Office" the next are one, by its first spelling.
    spelt: dict[str, str] = {}
    rows["office"] = [spelt.setdefault(bare(office), office) for office in rows.office]
    key = ["subject", "month", "office", "category"]
    sums = rows.groupby(key, as_index=False).agg(value=("value", "sum"), illustrative=("illustrative", "any"))
    return sums.astype({"value": float})


@dataclass(frozen=True, slots=True)
class OfOffice:
    """Ineligible referrals of one office: of all months, and of the first and second half of them."""

    name: str
    count: int
    halves: tuple[tuple[date, date, int], ...] = ()
    """First and last month, and how many; none where there are too few months."""


@dataclass(frozen=True, slots=True)
class Endings:
    """Who ended early, and why, of the months that give all five groups of reasons."""

    ended: int
    groups: Mapping[EarlyReason, int]
    """The most first."""
    ineligible: int
    offices: tuple[OfOffice, ...]
    """Those with the most ineligible referrals first."""
    of_ended: Mapping[str, tuple[int, int]]
    """By service: ended early, and all that ended, of the months that give both."""
    made_up: tuple[bool, ...]
    """Whether each return behind it is made up."""
    months: tuple[date, ...] = ()
    """The months counted."""

    @property
    def share_ineligible(self) -> float:
        """Ineligible referrals by early endings, in percent."""
        return 100 * self.ineligible / self.ended if self.ended else 0.0


def endings(counts: pd.DataFrame) -> Endings | None:
    """Why referrals ended early, by what `counted` gives; None where no month gives every group."""
    whole = counts[counts.office == ""]
    wide = whole.pivot_table(index=["subject", "month"], columns="category", values="value")
    wide = wide.reindex(columns=[*REASON_GROUPS, EarlyReason.REASON_INELIGIBLE, ReferralStage.COMPLETED])
    given = wide.dropna(subset=list(REASON_GROUPS))
    if given.empty:
        return None
    groups = {name: round(given[name].sum()) for name in REASON_GROUPS}
    each = given[list(REASON_GROUPS)].sum(axis=1)
    marked = whole.groupby(["subject", "month"]).illustrative.any().reindex(given.index)
    return Endings(
        round(each.sum()),
        dict(sorted(groups.items(), key=lambda item: -item[1])),
        round(given[EarlyReason.REASON_INELIGIBLE].sum()),
        _offices(counts),
        _of_ended(given),
        tuple(map(bool, marked)),
        tuple(sorted(set(given.index.get_level_values("month")))),
    )


def _of_ended(given: pd.DataFrame) -> dict[str, tuple[int, int]]:
    both = given[given[ReferralStage.COMPLETED].notna()]
    early = both[list(REASON_GROUPS)].sum(axis=1).groupby("subject").sum()
    completed = both[ReferralStage.COMPLETED].groupby("subject").sum()
    pairs = zip(early.index, early, completed, strict=True)
    return {str(subject): (round(left), round(left + done)) for subject, left, done in pairs}


def unlike(of_ended: Mapping[str, tuple[int, int]]) -> list[str]:
    """Services that lose more than chance explains, the highest share first.

    Those whose interval (Wilson, 95%) lies above that of all the others together; of fewer than
    `FEWEST_ENDED` that ended nothing is told.
    """
    # At the app's start nobody needs it, and it takes half a second.
    from scipy.stats import binomtest  # noqa: PLC0415

    enough = {subject: pair for subject, pair in of_ended.items() if pair[1] >= FEWEST_ENDED}
    found = []
    for subject, (early, ended) in enough.items():
        others = [pair for other, pair in enough.items() if other != subject]
        rest_early, rest = (sum(part) for part in zip(*others, strict=True)) if others else (0, 0)
        if rest:
            mine, theirs = (
                binomtest(count, of).proportion_ci(method="wilson")
                for count, of in ((early, ended), (rest_early, rest))
            )
            if mine.low > theirs.high:
                found.append((early / ended, subject))
    return [subject for _, subject in sorted(found, key=lambda pair: (-pair[0], pair[1]))]


def _offices(counts: pd.DataFrame) -> tuple[OfOffice, ...]:
    rows = counts[(counts.category == EarlyReason.REASON_INELIGIBLE) & (counts.office != "")]
    found = []
    for name, mine in rows.groupby("office"):
        total = round(mine.value.sum())
        if total:
            found.append(OfOffice(str(name), total, _halves(mine)))
    return tuple(sorted(found, key=lambda one: (-one.count, one.name)))


def _halves(rows: pd.DataFrame) -> tuple[tuple[date, date, int], ...]:
    by_month = rows.groupby("month").value.sum()
    months = sorted(by_month.index)
    if len(months) < _LEAST_MONTHS:
        return ()
    middle = len(months) // 2
    return tuple(
        (half[0], half[-1], round(by_month[half].sum())) for half in (months[:middle], months[middle:])
    )


def by_service(counts: pd.DataFrame, categories: Sequence[str]) -> pd.DataFrame:
    """A row a service: each of these counts, of all months together; who waits, at the end of the last month.

    A column of a count that nobody gives is left out, and a service that gives none.
    """
    rows = counts[(counts.office == "") & counts.category.isin(list(categories))].sort_values("month")
    groups = rows.groupby(["subject", "category"]).value
    sums, last = groups.sum(), groups.last()
    waiting = sums.index.get_level_values("category") == Queue.WAITING
    wide = sums.mask(waiting, last).unstack()  # noqa: PD010 (a pivot drops empty rows)
    return wide.reindex(columns=[name for name in categories if name in wide.columns])


def by_office(counts: pd.DataFrame) -> pd.DataFrame:
    """A row an office, each count of its referrals as a column, of all months together."""
    rows = counts[counts.office != ""]
    wide = rows.groupby(["office", "category"]).value.sum().unstack()  # noqa: PD010 (as above)
    order = [*ReferralStage, *FURTHER]
    return wide.reindex(columns=[name for name in order if name in wide.columns])
