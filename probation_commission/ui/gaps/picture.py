"""What is worked out of gaps: every cell of the areas looked at, as somebody is shown it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from probation_commission.analysis import gaps as analysis
from probation_commission.analysis.gaps import (
    Evidence,
    GapArea,
    Provision,
    RankedGap,
    ShownEvidence,
)
from probation_commission.analysis.services import BoughtServices
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.gaps import GapCell, GapGroup, OutsideService
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.domain.returns import Kind
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.gaps.cohorts import of_areas
from probation_commission.ui.parts import filters
from probation_commission.views import gaps as views
from probation_commission.views import marks

ANY = "any"
PICTURES = 32
READ = (
    *(*released.OF_SERVICES, *released.OF_COHORTS),
    *(Topic.AREAS, Topic.ORGANISATIONS, Topic.AGREEMENTS),
)


@dataclass(frozen=True, slots=True)
class GapChoice:
    """What somebody chose above the matrix; `ANY` where they chose nothing."""

    area: str = ANY
    group: str = ANY
    pathway: str = ANY

    @property
    def groups(self) -> tuple[GapGroup, ...]:
        """The groups whose gaps are ranked: men and women, who are everybody, unless one is chosen."""
        if self.group != ANY:
            return (GapGroup(self.group),)
        return (GapGroup.MEN, GapGroup.WOMEN)

    @property
    def pathways(self) -> tuple[str, ...]:
        """Those that are looked at."""
        return GAP_PATHWAYS if self.pathway == ANY else (self.pathway,)


@dataclass(frozen=True, eq=False)
class GapsPicture:
    """Every cell of the areas looked at, what is known of need in each, and the gaps as they are ranked."""

    choice: GapChoice
    areas: tuple[GapArea, ...]
    cells: Mapping[GapCell, Provision]
    """Of every group, whichever is chosen: the matrix of one area has them all."""
    evidence: Mapping[GapCell, Evidence]
    ranked: tuple[RankedGap, ...]
    """Of the groups chosen."""
    under: tuple[Agreement, ...]
    """The agreements by which any of it is shown exactly."""

    @property
    def names(self) -> Mapping[str, str]:
        """Each area's name by its code."""
        return {area.code: area.name for area in self.areas}

    @property
    def land(self) -> str:
        """What the areas are called together."""
        return self.areas[0].name if len(self.areas) == 1 else partnership().name

    @property
    def asked_cells(self) -> int:
        """How many pathways of an area the ranked gaps are among."""
        return len(self.areas) * len(self.choice.pathways)

    @property
    def made_up(self) -> list[str]:
        """What of it is made up, for the page's mark."""
        groups = self.choice.groups
        told = {
            (cell.pathway, cell.area_code)
            for cell, one in self.evidence.items()
            if cell.group in groups and (one.made_up or (one.among and one.among.made_up))
        }
        every = plural(self.asked_cells, "pathway of an area", "pathways of an area")
        services = {one.slug: one.illustrative for cell in self.cells.values() for one in cell.offers}
        return [
            *([f"what is known of need in {len(told)} of {every}"] if told else []),
            *marks.some_of(services.values(), "service"),
        ]


def finding(shown: GapsPicture) -> str:
    """What to commission next, and why, in one sentence: on the page of gaps and on the overview."""
    choice = shown.choice
    pathway = "" if choice.pathway == ANY else choice.pathway
    return views.finding(shown.ranked, views.GapsLand(shown.land, shown.names), choice.groups, pathway)


def invented_need(shown: GapsPicture) -> list[str]:
    """What is made up of what ranks the gaps, for the mark of a page that says the finding alone."""
    told = any(gap.evidence.made_up for gap in shown.ranked)
    return [f"what is known of need in {shown.land}"] if told else []


def area_codes() -> list[str]:
    """The areas that can be chosen: all that are covered, the home areas first."""
    known = [area.code for area in filters.areas()]
    added = (one.code for one in loaders.added_areas())
    return list(dict.fromkeys([*known, *partnership().also, *added]))


def picture(
    choice: GapChoice, person: Person, sight: Sight, day: date, outside: Mapping[str, OutsideService]
) -> GapsPicture:
    """What is missing by what somebody chose, as they are shown it."""
    return _picture(choice, person, sight, tuple(sorted(outside.items())), day)


def in_file(
    shown: GapsPicture, person: Person, sight: Sight, day: date, outside: Mapping[str, OutsideService]
) -> GapsPicture:
    """The same as it leaves in a file: ranked without what their own organisation counted (decision 290)."""
    if len(released.unmet_in_files(person, sight)) == len(released.unmet(person, sight)):
        return shown
    return _picture(shown.choice, person, sight, tuple(sorted(outside.items())), day, filed=True)


# A person is in the key since a partner is shown its own organisation's counts as they are.
@kept(*READ, entries=PICTURES)
def _picture(
    choice: GapChoice,
    person: Person,
    sight: Sight,
    outside: tuple[tuple[str, OutsideService], ...],
    day: date,
    *,
    filed: bool = False,
) -> GapsPicture:
    areas = _areas(choice.area)
    found: dict[GapCell, Provision] = {}
    for bought, those in _bought(areas):
        found |= analysis.provisions(those, bought, day, dict(outside), choice.pathways)
    evidence = _shown(areas, person, sight, day)
    if filed:
        evidence = replace(evidence, unmet=released.unmet_in_files(person, sight))
    known = analysis.evidence(areas, found, evidence, day)
    of_groups = {cell: one for cell, one in found.items() if cell.group in choice.groups}
    ranked = analysis.ranked(of_groups, known, [area.code for area in areas])
    slugs = {one.slug for cell in found.values() for one in cell.offers}
    return GapsPicture(choice, areas, found, known, tuple(ranked), _under(areas, person, sight, slugs))


def _bought(areas: Sequence[GapArea]) -> list[tuple[BoughtServices, list[GapArea]]]:
    """What is to be had, with the areas in which: of one that is known besides it is its own."""
    besides = partnership().also
    own = [area for area in areas if area.code not in besides]
    alone = [area for area in areas if area.code in besides]
    return [
        *([(loaders.bought(), own)] if own else []),
        *((loaders.bought_in(area.code), [area]) for area in alone),
    ]


def _under(
    areas: Iterable[GapArea], person: Person, sight: Sight, slugs: Collection[str]
) -> tuple[Agreement, ...]:
    """The agreements by which referrals to these services, or the cohorts of these areas, are exact."""
    months = loaders.iom_months()
    here = months[months.area_code.isin([area.code for area in areas])]
    rows = zip(here.area_code, here.illustrative.astype(bool), strict=True)
    return tuple(
        dict.fromkeys(
            [
                *(released.terms(sight).lifting(slugs) if person.may(Permission.SEE_REFERRALS) else ()),
                *(sight.lifting(Kind.IOM, rows) if person.may(Permission.SEE_IOM) else ()),
            ]
        )
    )


def _areas(chosen: str) -> tuple[GapArea, ...]:
    codes: Iterable[str] = partnership().home if chosen == ANY else [chosen]
    known = (area for code in codes if (area := gazetteer().authority(code)))
    wholes = gazetteer().wholes
    return tuple(
        GapArea(
            area.code,
            area.name,
            partnership().around(area),
            tuple((whole.code, whole.name) for whole in wholes if area.code in whole.parts),
        )
        for area in known
    )


def _shown(areas: Iterable[GapArea], person: Person, sight: Sight, day: date) -> ShownEvidence:
    return ShownEvidence(
        unmet=released.unmet(person, sight),
        needs=released.needs(sight),
        referrals=_referrals(sight) if person.may(Permission.SEE_REFERRALS) else _NO_REFERRALS,
        cohorts=of_areas([area.code for area in areas], sight, day) if person.may(Permission.SEE_IOM) else {},
    )


_COUNTS = ["subject", "area_code", "month", "months", "category", "low", "high", "made_up"]
_NO_REFERRALS = pd.DataFrame([], columns=_COUNTS)


def _referrals(sight: Sight) -> pd.DataFrame:
    """What is shown of services' returns, each with whether its service or its return is made up."""
    shown = released.services(released.terms(sight))
    returns = released.service_returns()
    made_up = set(returns.subject[returns.illustrative.astype(bool)])
    return shown.assign(made_up=shown.subject.isin(made_up))[_COUNTS]
