"""What is to be had in each cell: every service there with what it is worth to the group, and the best."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from dateutil.relativedelta import relativedelta

from probation_commission.analysis.gaps.whom import ForWhom, for_whom
from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.analysis.services import BoughtServices, known_number, serving
from probation_commission.domain.contracts import (
    Capacity,
    CaseStage,
    ContractDates,
    Covered,
    ServicePlace,
    Sex,
    Status,
    capacity_on,
)
from probation_commission.domain.days import in_full
from probation_commission.domain.gaps import (
    ENDS_SOON,
    LONG_WAIT,
    GapCell,
    GapGroup,
    GapVerdict,
    OutsideService,
)
from probation_commission.domain.hubs import Listing
from probation_commission.domain.pathways import GAP_PATHWAYS, pathways_of
from probation_commission.domain.words import plural


@dataclass(frozen=True, slots=True)
class GapArea:
    """An area of the matrix; `around`: the names of all that contains it, its own too."""

    code: str
    name: str
    around: tuple[str, ...]
    wholes: tuple[tuple[str, str], ...] = ()
    """Code and name of what it reports as one with others, whose counts are not its own."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A service in a cell: what it is worth to the group there, and why."""

    slug: str
    name: str
    for_whom: str
    verdict: GapVerdict
    why: str
    room: str
    sure: str
    """Since when it is known, and whether somebody confirmed it."""
    source: str
    illustrative: bool
    also: tuple[str, ...] = ()
    """Its other pathways."""


@dataclass(frozen=True, slots=True)
class Provision:
    """What is to be had in a cell; `offers`: the best first, made-up ones too, which count for nothing."""

    cell: GapCell
    verdict: GapVerdict
    words: str
    """The verdict as it stands there: "not for women" for `NOT_FOR`."""
    of: str
    """For whom alone it is that, in a group of men and women; empty: for both."""
    offers: tuple[Offer, ...]
    outside: OutsideService | None = None

    @property
    def said(self) -> str:
        """`closed`, or `closed (men)` where the women of the group have another."""
        return f"{self.words} ({self.of})" if self.of else self.words


@dataclass(frozen=True, slots=True)
class _Here:
    """A service as it is in one area, whomever it is for."""

    row: Mapping[str, Any]
    whom: ForWhom
    pathways: tuple[str, ...]
    findings: tuple[tuple[GapVerdict, str], ...]
    """What stands against it, each with its verdict; the worst of them counts."""

    @property
    def verdict(self) -> GapVerdict:
        return max((verdict for verdict, _ in self.findings), key=lambda one: one.rank)


def provisions(
    areas: Sequence[GapArea],
    bought: BoughtServices,
    day: date,
    outside: Mapping[str, OutsideService],
    pathways: Sequence[str] = GAP_PATHWAYS,
) -> dict[GapCell, Provision]:
    """What is to be had in every cell of these areas on a day (decision 275).

    `outside`: the services that the partnership does not buy, by the key of their cell.
    """
    services = bought.as_of(day)
    found: dict[GapCell, Provision] = {}
    for area in areas:
        here = _in_area(area, services, bought, day)
        for pathway in pathways:
            of_pathway = [one for one in here if pathway in one.pathways]
            for group in GapGroup:
                cell = GapCell(pathway, area.code, group)
                found[cell] = _provision(cell, of_pathway, outside.get(cell.key))
    return found


def _in_area(area: GapArea, services: pd.DataFrame, bought: BoughtServices, day: date) -> list[_Here]:
    unnamed = services.area.map(lambda text: _of_a_part(str(text), area.around)) & ~services.slug.isin(
        bought.places
    )
    served = serving(services, area.around, {area.code}).slug
    found = []
    for row in rows_of(services[services.slug.isin(served) | unnamed]):
        places = bought.places.get(row["slug"], ())
        there = [one for one in places if one.area_code == area.code]
        # A roll-out says of each area when it comes; what has no day there is not planned for it.
        if not there and any(one.planned or one.actual for one in places):
            continue
        dates = bought.dates.get(row["contract_slug"], ContractDates())
        state = (
            _by_places(there, row, day)
            if there
            else _by_status(row, dates, doubt=_doubt(row, area, elsewhere=bool(places)))
        )
        whom = for_whom(row)
        findings = (state, *_against(row, dates, whom, day))
        found.append(_Here(row, whom, pathways_of(row["pathway"]), findings))
    return found


def _doubt(row: Mapping[str, Any], area: GapArea, *, elsewhere: bool) -> str:
    """Why it is not known whether a service of a wider area is to be had in this one; empty where it is."""
    if elsewhere:
        return f"said to be for {row['area']}, with places named in other areas alone"
    return "" if row["area"] in area.around else "no source says in which areas"


def _of_a_part(text: str, around: Collection[str]) -> bool:
    """Whether a source names a region and says that not of which parts: "London (boroughs not named)"."""
    name, _, more = text.partition(" (")
    return bool(more) and name in around


_COVERED: Mapping[Covered, GapVerdict] = {
    Covered.LIVE: GapVerdict.OPEN,
    Covered.DUE: GapVerdict.COMING,
    Covered.PLANNED: GapVerdict.COMING,
    Covered.DELAYED: GapVerdict.COMING,
    Covered.CLOSED: GapVerdict.CLOSED,
    Covered.ENDED: GapVerdict.CLOSED,
    Covered.NOT_CONFIRMED: GapVerdict.UNCONFIRMED,
}
_STATUS: Mapping[str, GapVerdict] = {
    Status.LIVE: GapVerdict.OPEN,
    Status.PROCURE: GapVerdict.COMING,
    Status.MARKET: GapVerdict.COMING,
    Status.COMPETITION: GapVerdict.COMING,
    Status.MOBILISING: GapVerdict.COMING,
    Status.DELAYED: GapVerdict.COMING,
    Status.CLOSED: GapVerdict.CLOSED,
    Status.ENDED: GapVerdict.CLOSED,
}


def _by_places(places: Sequence[ServicePlace], row: Mapping[str, Any], day: date) -> tuple[GapVerdict, str]:
    """How far it is there: as far as in the best of its places."""
    states = [(one.on(day, row["status"]), one) for one in places]
    best, place = min(states, key=lambda one: _COVERED[one[0]].rank)
    verdict = _COVERED[best]
    # A source's own words for the whole are more than "planned": "to be procured".
    dated = place.planned or place.actual or place.ended
    words = str(best) if dated else str(row["status"])
    if best in {Covered.PLANNED, Covered.DELAYED} and place.planned:
        words += f", planned for {in_full(place.planned)}"
    if best is Covered.ENDED and place.ended:
        words += f" on {in_full(place.ended)}"
    alike = [one for state, one in states if state is best]
    if all(one.ward_code for one in alike):
        words += f", in {plural(len(alike), 'ward')} of it alone"
    return verdict, words if verdict is GapVerdict.OPEN else f"{words}{_as_of(verdict, row)}"


def _by_status(row: Mapping[str, Any], dates: ContractDates, *, doubt: str) -> tuple[GapVerdict, str]:
    verdict = _STATUS.get(row["status"], GapVerdict.UNCONFIRMED)
    words = str(row["status"])
    # It runs in some of them, and nobody says whether in this one.
    if doubt and (verdict is GapVerdict.OPEN or row["status"] == Status.ROLLING_OUT):
        return GapVerdict.UNCONFIRMED, f"{words}; {doubt}"
    if verdict is GapVerdict.COMING and dates.go_live:
        words += f", planned for {in_full(dates.go_live)}"
    return verdict, words if verdict is GapVerdict.OPEN else f"{words}{_as_of(verdict, row)}"


def _as_of(verdict: GapVerdict, row: Mapping[str, Any]) -> str:
    dated = verdict in {GapVerdict.CLOSED, GapVerdict.UNCONFIRMED, GapVerdict.COMING}
    if not dated or not row["as_of"]:
        return ""
    return f" ({row['as_of']})" if "last named" in row["as_of"] else f" (as of {row['as_of']})"


def _against(
    row: Mapping[str, Any], dates: ContractDates, whom: ForWhom, day: date
) -> Iterable[tuple[GapVerdict, str]]:
    """What makes a service that is there worth less, each with its words."""
    soon = day + relativedelta(months=ENDS_SOON)
    if dates.ends and day <= dates.ends <= soon:
        yield GapVerdict.ENDING, f"ends on {in_full(dates.ends)}"
    elif dates.closes_to_referrals and day <= dates.closes_to_referrals <= soon:
        yield GapVerdict.ENDING, f"closes to referrals on {in_full(dates.closes_to_referrals)}"
    now = capacity_on(day, row["capacity"], known_day(row["capacity_until"]))
    weeks = known_number(row["wait_weeks"])
    if now is Capacity.CLOSED:
        yield GapVerdict.FULL, "no room"
    elif now is not Capacity.NOT_KNOWN and weeks is not None and weeks > LONG_WAIT:
        yield GapVerdict.WAITING, f"a wait of {weeks} weeks"
    if row["listed"] == Listing.DROPPED:
        yield GapVerdict.UNCONFIRMED, "the national list names it no more"
    if not whom.stated:
        yield GapVerdict.UNCONFIRMED, "for whom it is is not stated"
    if whom.stage == CaseStage.CUSTODY:
        yield GapVerdict.CUSTODY, "in custody only"


_RUNS = GapVerdict.FULL.rank
"""Up to here a service is there, whatever stands against it."""


def _offer(one: _Here, cell: GapCell, sex: Sex) -> Offer:
    """A service as those of the cell's group who are of one sex have it."""
    row, findings = one.row, one.findings
    words = [words for _, words in findings]
    verdict = one.verdict
    if out := one.whom.leaves_out(cell.group, sex, cell.pathway):
        runs = verdict.rank <= _RUNS
        # What is not there either tells nothing of them.
        verdict, words = (GapVerdict.NOT_FOR if runs else GapVerdict.NONE_KNOWN), [out, *words]
    elif verdict is not GapVerdict.OPEN and findings[0][0] is GapVerdict.OPEN:
        words = words[1:]
    confirmed = known_day(row["confirmed_on"])
    sure = f"confirmed on {in_full(confirmed)}" if confirmed else f"not confirmed; source of {row['as_of']}"
    return Offer(
        slug=row["slug"],
        name=row["name"],
        for_whom=row["for_whom"] or "not stated",
        verdict=verdict,
        why="; ".join(words),
        room=row["room"],
        sure=sure if confirmed or row["as_of"] else "not confirmed",
        source=row["source"],
        illustrative=bool(row["illustrative"]),
        also=tuple(pathway for pathway in one.pathways if pathway != cell.pathway),
    )


def _provision(cell: GapCell, here: Sequence[_Here], outside: OutsideService | None) -> Provision:
    by_sex = {sex: [_offer(one, cell, sex) for one in here] for sex in cell.group.sexes}
    best = {
        sex: min(
            (one for one in offers if not one.illustrative), key=lambda one: one.verdict.rank, default=None
        )
        for sex, offers in by_sex.items()
    }
    verdicts = {sex: one.verdict if one else GapVerdict.NONE_KNOWN for sex, one in best.items()}
    # A group of men and women has what those of them have who have less.
    sex = max(verdicts, key=lambda one: verdicts[one].rank)
    verdict, of = verdicts[sex], "" if len(set(verdicts.values())) == 1 else str(sex)
    words = str(verdict)
    if verdict is GapVerdict.NOT_FOR and (one := best[sex]):
        words = one.why.partition("; ")[0]
    if outside and not outside.illustrative and verdict.rank > GapVerdict.ELSEWHERE.rank:
        verdict, words, of = GapVerdict.ELSEWHERE, str(GapVerdict.ELSEWHERE), ""
    offers = [min(same, key=lambda one: one.verdict.rank) for same in zip(*by_sex.values(), strict=True)]
    offers.sort(key=lambda one: (one.illustrative, one.verdict.rank, one.name))
    return Provision(cell, verdict, words, of, tuple(offers), outside)
