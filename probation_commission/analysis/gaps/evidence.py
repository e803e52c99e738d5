"""What the last 24 months say of need in a cell, each from its one source, as somebody is shown it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import Any, TypeAlias

import pandas as pd
from dateutil.relativedelta import relativedelta

from probation_commission.analysis.gaps.provision import GapArea, Offer, Provision
from probation_commission.analysis.rows import rows_of
from probation_commission.domain.gaps import EVIDENCE_MONTHS, GapCell, GapGroup, GapVerdict
from probation_commission.domain.iom import Breakdown
from probation_commission.domain.needs import COHORT_GENDERS, COHORT_NEED, COHORT_SAYS, PATHWAY_OF, Need
from probation_commission.domain.ranges import Range
from probation_commission.domain.referrals import ReferralStage
from probation_commission.domain.unmet import QUARTER

_Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AskedCount:
    """How many asked and got none, of all groups, added up over the quarters that are told."""

    count: Range
    months: tuple[date, ...]
    """All months of those quarters."""
    made_up: bool
    whole: str = ""
    """What it was counted in, where that is more than the area: its name."""
    own: bool = False
    """The reader's own organisation's alone, beside which the area's is not told: at least so many."""
    naming: tuple[tuple[str, float], ...] = ()
    """To leads, how many of them name each group, and "" nobody; a part of the count, and never ranked."""

    @property
    def quarters(self) -> int:
        """How many."""
        return len(self.months) // QUARTER


@dataclass(frozen=True, slots=True)
class NeedShare:
    """The largest share of a sample with a need of the pathway."""

    share: Range
    need: str
    source: str
    month: date
    group: str
    """Of whom the sample was; empty: of all."""
    sample: str
    made_up: bool
    whole: str = ""
    of_cohort: bool = False
    """Whether it is of a whole IOM cohort, and no sample."""


@dataclass(frozen=True, slots=True)
class UntoldSample:
    """The latest sample of a source, of which nothing is told."""

    source: str
    month: date
    sample: str
    """How many were looked at, in words: "fewer than 30"."""
    made_up: bool


@dataclass(frozen=True, slots=True)
class ServiceReferrals:
    """Referrals that one service of the pathway received, whomever they were of."""

    name: str
    count: Range
    months: tuple[date, ...]
    also: tuple[str, ...]
    """Its other pathways, of which some of these referrals are."""
    in_custody: bool
    made_up: bool
    whole: str = ""


@dataclass(frozen=True, slots=True)
class CohortPart:
    """A part of a cohort as it is shown: `Uses drugs`, of the breakdown by drug use."""

    breakdown: Breakdown
    category: str
    text: str
    count: Range | None
    """None where it is told as "the rest"."""


@dataclass(frozen=True, slots=True)
class CohortCount:
    """The IOM cohort of an area, in the words in which it is shown."""

    text: str
    month: date
    made_up: bool
    count: Range | None = None
    """None where no end of it is told."""
    parts: tuple[CohortPart, ...] = ()
    """In a cell those alone that speak for it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of need in a cell; of asked and needs what is real first, and what is made up apart."""

    asked: tuple[AskedCount, ...] = ()
    own: tuple[AskedCount, ...] = ()
    needs: tuple[NeedShare, ...] = ()
    untold: tuple[UntoldSample, ...] = ()
    referrals: tuple[ServiceReferrals, ...] = ()
    cohort: CohortCount | None = None
    among: CohortCount | None = None
    """How many of a cohort are of the cell's group: beside the evidence, for it is no need of anything."""

    def ranks(self, *, made_up: bool = False) -> bool:
        """Whether it says that somebody needs what is missing, by what is real or by what is made up."""
        return self.fewest(made_up=made_up) > 0 or self.smallest(made_up=made_up) > 0

    def fewest(self, *, made_up: bool = False) -> float:
        """The fewest who asked and got none, as it is shown of the area; 0 where nothing is."""
        return sum(one.count.low for one in self.asked if one.made_up == made_up)

    def smallest(self, *, made_up: bool = False) -> float:
        """The smallest share with a need, as it is shown."""
        return max((one.share.low for one in self.needs if one.made_up == made_up), default=0)

    @property
    def made_up(self) -> bool:
        """Whether any of it is."""
        parts = (*self.asked, *self.own, *self.needs, *self.untold, *self.referrals, self.cohort)
        return any(one.made_up for one in parts if one)


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """The frames that somebody is shown: rows of `ShownUnmet`, `ShownNeed` and `ShownCount`."""

    unmet: pd.DataFrame
    needs: pd.DataFrame
    referrals: pd.DataFrame
    cohorts: Mapping[str, CohortCount]
    """By area, those of the last 24 months."""


def since(day: date) -> date:
    """The first of the last 24 months, that of the day the last of them."""
    return day.replace(day=1) - relativedelta(months=EVIDENCE_MONTHS - 1)


def evidence(
    areas: Sequence[GapArea], found: Mapping[GapCell, Provision], shown: ShownEvidence, day: date
) -> dict[GapCell, Evidence]:
    """What is known of need in each cell (decisions 276, 284), from what is shown alone.

    Cells of which nothing is known are not in it.
    """
    first = since(day)
    known: dict[GapCell, Evidence] = {}
    by_code = {area.code: area for area in areas}
    unmet, needs, referrals = (
        _by_area(frame, first) for frame in (shown.unmet, shown.needs, shown.referrals)
    )
    for cell, provision in found.items():
        area = by_code[cell.area_code]
        asked, own = _asked(cell, area, unmet)
        shares, untold = _needs(cell, area, needs)
        one = Evidence(
            asked=asked,
            own=own,
            needs=(*shares, *_of_cohort(cell, shown.cohorts.get(cell.area_code))),
            untold=untold,
            referrals=_referrals(provision, area, referrals),
            cohort=_cohort(cell, shown.cohorts.get(cell.area_code)),
            among=_among(cell, shown.cohorts.get(cell.area_code)),
        )
        if one != Evidence():
            known[cell] = one
    return known


def _cohort(cell: GapCell, cohort: CohortCount | None) -> CohortCount | None:
    """The cohort with the parts that speak for the pathway of a cell of IOM nominals."""
    if cohort is None or cell.group is not GapGroup.IOM:
        return None
    wanted = COHORT_SAYS.get(cell.pathway, ())
    return replace(cohort, parts=tuple(one for one in cohort.parts if one.breakdown in wanted))


def _among(cell: GapCell, cohort: CohortCount | None) -> CohortCount | None:
    """The cohort with how many of it are of the group of a cell, where that is told."""
    gender = COHORT_GENDERS.get(cell.group)
    parts = tuple(
        one
        for one in (cohort.parts if cohort else ())
        if one.breakdown is Breakdown.GENDER and one.category == gender
    )
    return replace(cohort, parts=parts) if cohort and parts else None


def _of_cohort(cell: GapCell, cohort: CohortCount | None) -> tuple[NeedShare, ...]:
    """The share of a cohort that has the need of a cell, of IOM nominals alone (decision 322)."""
    breakdown, category, need = COHORT_NEED
    if cohort is None or cell.group is not GapGroup.IOM or PATHWAY_OF[need] != cell.pathway:
        return ()
    whole = cohort.count
    return tuple(
        NeedShare(
            # Those of whom it is not known are of the whole too.
            Range(one.count.low / whole.high, min(1.0, one.count.high / whole.low)),
            need,
            "",
            cohort.month,
            str(GapGroup.IOM),
            cohort.text,
            cohort.made_up,
            of_cohort=True,
        )
        for one in cohort.parts
        if (one.breakdown, one.category) == (breakdown, category) and one.count and whole and whole.low
    )


def _by_area(frame: pd.DataFrame, first: date) -> dict[str, list[dict[str, Any]]]:
    """The rows of the last 24 months, by area."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(frame):
        if row["month"] >= first:
            rows.setdefault(row["area_code"], []).append(row)
    return rows


def _told(row: _Row) -> bool:
    return row["low"] is not None and row["high"] is not None


def _own_or_whole(
    area: GapArea, by_area: Mapping[str, list[dict[str, Any]]]
) -> Iterable[tuple[list[dict[str, Any]], str]]:
    """The rows of an area, then those of each whole with its name: the first that has any that fit counts."""
    for code, name in ((area.code, ""), *area.wholes):
        yield by_area.get(code, []), name


def _asked(
    cell: GapCell, area: GapArea, by_area: Mapping[str, list[dict[str, Any]]]
) -> tuple[tuple[AskedCount, ...], tuple[AskedCount, ...]]:
    """What is counted of the area, of everybody, and apart from it what one's own organisation counted."""
    of_area, own = [], []
    for made_up in (False, True):
        for every, whole in _own_or_whole(area, by_area):
            # Where the area counts at all, a pathway of which it has nothing is told by no whole.
            any_pathway = [row for row in every if row["made_up"] == made_up]
            rows = [row for row in any_pathway if row["pathway"] == cell.pathway]
            # To others than leads each quarter has a row without a reason, told or not: beside it their own
            # organisation's rows are no count of the area.
            to_others = {row["month"] for row in rows if not row["reason"]}
            mine = [row for row in rows if row["own"] and row["month"] in to_others]
            told = [row for row in rows if _told(row) and row not in mine]
            if mine:
                count = Range(sum(row["low"] for row in mine), inf)
                own.append(AskedCount(count, _quarters_of(mine), made_up, whole, own=True))
            if told and (count := _sum(told)).high:
                of_area.append(AskedCount(count, _quarters_of(told), made_up, whole, naming=_naming(told)))
            if any_pathway:
                break
    return tuple(of_area), tuple(own)


def _sum(rows: Iterable[_Row]) -> Range:
    those = list(rows)
    return Range(sum(row["low"] for row in those), sum(row["high"] for row in those))


def _quarters_of(rows: Iterable[_Row]) -> tuple[date, ...]:
    return _months((row["month"], QUARTER) for row in rows)


def _months(periods: Iterable[tuple[date, int]]) -> tuple[date, ...]:
    """Every month of these periods, once, in order."""
    return tuple(
        sorted({first + relativedelta(months=more) for first, length in periods for more in range(length)})
    )


def _naming(rows: Sequence[_Row]) -> tuple[tuple[str, float], ...]:
    if not any(row["reason"] for row in rows):
        return ()
    counts = {group: sum(row["low"] for row in rows if row["group"] == group) for group in (*GapGroup, "")}
    return tuple((str(group), count) for group, count in counts.items() if count)


_NEVER_THEIRS = frozenset({GapVerdict.NOT_FOR, GapVerdict.NONE_KNOWN})


def _referrals(
    provision: Provision, area: GapArea, by_area: Mapping[str, list[dict[str, Any]]]
) -> tuple[ServiceReferrals, ...]:
    """Those received by each service of the cell that is for its group too, in the area or a whole of it."""
    found = []
    for offer in provision.offers:
        if offer.verdict in _NEVER_THEIRS:
            continue
        for every, whole in _own_or_whole(area, by_area):
            rows = [
                row
                for row in every
                if row["subject"] == offer.slug and row["category"] == ReferralStage.RECEIVED and _told(row)
            ]
            if rows:
                found.append(_received(offer, rows, whole))
                break
    return tuple(found)


def _received(offer: Offer, rows: Sequence[_Row], whole: str) -> ServiceReferrals:
    return ServiceReferrals(
        offer.name,
        _sum(rows),
        _months((row["month"], row["months"]) for row in rows),
        offer.also,
        in_custody=offer.verdict is GapVerdict.CUSTODY,
        made_up=any(row["made_up"] for row in rows),
        whole=whole,
    )


def _needs(
    cell: GapCell, area: GapArea, by_area: Mapping[str, list[dict[str, Any]]]
) -> tuple[tuple[NeedShare, ...], tuple[UntoldSample, ...]]:
    """The largest share of the latest samples, real and made up apart, and the latest that are not told."""
    shares: list[NeedShare] = []
    untold: list[UntoldSample] = []
    for made_up in (False, True):
        for every, whole in _own_or_whole(area, by_area):
            of_group = [
                row for row in every if row["group"] in {"", cell.group} and row["made_up"] == made_up
            ]
            rows = [row for row in _latest(of_group) if _is_of(row, cell.pathway) and row["sample_high"]]
            told = [_share(row, whole) for row in rows if _told(row)]
            if told:
                shares.append(max(told, key=lambda one: (one.share.low, one.share.high, one.month)))
            untold += dict.fromkeys(
                UntoldSample(row["source"], row["month"], row["sample_text"], made_up)
                for row in rows
                if not _told(row) and not row["sample_low"]
            )
            if rows:
                break
    return tuple(shares), tuple(untold)


def _is_of(row: _Row, pathway: str) -> bool:
    return row["need"] in set(Need) and PATHWAY_OF.get(Need(row["need"])) == pathway


def _latest(rows: Sequence[_Row]) -> list[_Row]:
    """Of each source the latest sample, of all where it has all, told or not.

    An older one never stands in for it, or whoever is not told of the latest would read another thing.
    """
    latest: dict[str, date] = {}
    for row in rows:
        latest[row["source"]] = max(row["month"], latest.get(row["source"], row["month"]))
    those = [row for row in rows if row["month"] == latest[row["source"]]]
    of_all = {row["source"] for row in those if not row["group"]}
    return [row for row in those if not row["group"] or row["source"] not in of_all]


def _share(row: _Row, whole: str) -> NeedShare:
    # Least where as few as can be are of as many as can be.
    low = row["low"] / row["sample_high"]
    high = min(1.0, row["high"] / row["sample_low"]) if row["sample_low"] else 1.0
    return NeedShare(
        Range(low, high),
        row["need"],
        row["source"],
        row["month"],
        row["group"],
        row["sample_text"],
        bool(row["made_up"]),
        whole,
    )
