"""Areas in words: what one lies in, which are covered, which stands for another one (decision 103)."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from probation_commission.domain.areas import BASIS, AddedArea, Area, AreaKind
from probation_commission.domain.days import day, in_full
from probation_commission.domain.places import Authority, WardSet
from probation_commission.domain.words import listed, plural
from probation_commission.geography.outlines import OutlineSet
from probation_commission.intake.lsoas import LOOKUP

WITH_THE_PARTNERSHIP = "comes with the partnership"
TO_FETCH = (
    "a file of ward boundaries from the Open Geography Portal of the Office for National Statistics "
    "(“Wards, Boundaries UK BGC” of the year, as GeoJSON or GeoPackage)"
)
"""What to download in a browser; no page asks another host for it."""

KNOWN_AT_ONCE = (
    "Its wards by year, its neighbours’ names, its delivery unit and its police force area are known at "
    "once; outlines of its wards come from a file."
)
TO_SEND = (
    f"Download {TO_FETCH} in a browser, and send it here. A file of the whole country is larger than 20 MB: "
    "`outlines use FILE` takes that one on the server, and where that may reach the portal `outlines fetch` "
    "gets it by itself."
)
RESIDENTS_TO_SEND = (
    "Rates rest on bundled estimates for wards of 2024. For newer wards, or newer years, send a file as it "
    "is: population estimates, a census table or a download of Nomis by ward. A file by LSOA is put together "
    "for wards by best fit, if you choose two files at once, it and its lookup: "
    f"{LOOKUP} from the Open Geography Portal. So are File 7 of the English indices of deprivation 2025 and "
    "the StatsWales CSV of the Welsh one."
)


def finding(covered: Sequence[Authority], added: int) -> str:
    """How many are covered, in how many regions, and how many of them were added."""
    regions = len({authority.region for authority in covered})
    extra = f"{added} of them added here" if added else "all of them with the partnership"
    return (
        f"{plural(len(covered), 'authority is', 'authorities are')} covered, in "
        f"{plural(regions, 'probation region')}: {extra}."
    )


def lies_in(name: str, around: Iterable[Area], code: str) -> str:
    """In which delivery unit, police force area and region an authority lies, in a sentence.

    `Haringey lies in the probation delivery unit Enfield and Haringey, in the police force area …`.
    """
    shown = [area for area in around if area.kind is not AreaKind.CSP]
    return f"{name} lies in {listed([_with_kind(area, code) for area in shown])}." if shown else ""


def _with_kind(area: Area, code: str) -> str:
    part = next(part for part in area.parts if part.code == code)
    extent = "" if part.is_whole else "in part "
    doubt = "" if part.is_certain else f" ({BASIS[part.basis]})"
    return f"{extent}the {area.kind.label} {area.name}{doubt}"


def no_outlines(ward_set: WardSet) -> str:
    """Where there is no map: what to fetch, and how."""
    return (
        f"There are no outlines for {ward_set.title}, so there is a table and no map. "
        f"An admin downloads {TO_FETCH} in a browser and sends it on the page Areas."
    )


def ward_sets(sets: Sequence[WardSet], outlines: Mapping[str, OutlineSet]) -> list[str]:
    """Each ward set of an authority and what its map is drawn with, a line each."""
    return [
        f"{ward_set.title}: {plural(len(ward_set.wards), 'ward')}, {_outlines(outlines.get(ward_set.key))}"
        for ward_set in sets
    ]


def _outlines(outline_set: OutlineSet | None) -> str:
    return f"{outline_set.origin} outlines" if outline_set else "no outlines: a table and no map"


def table(
    covered: Sequence[Authority],
    added: Mapping[str, AddedArea],
    around: Mapping[str, Sequence[Area]],
    newest: Mapping[str, WardSet],
    outlines: Mapping[str, OutlineSet],
) -> pd.DataFrame:
    """A row an authority: what it lies in, its wards of today, and since when it is covered."""
    rows = [
        {
            "Authority": authority.name,
            "Code": authority.code,
            "Probation delivery unit": _names(around[authority.code], AreaKind.PDU),
            "Police force area": _names(around[authority.code], AreaKind.POLICE),
            "Region": authority.region,
            "Wards": _wards(newest[authority.code], outlines),
            "Covered": _covered(added.get(authority.code)),
        }
        for authority in covered
    ]
    return pd.DataFrame(rows)


def _names(around: Iterable[Area], kind: AreaKind) -> str:
    return "; ".join(area.name for area in around if area.kind is kind)


def _wards(wards: WardSet, outlines: Mapping[str, OutlineSet]) -> str:
    outline_set = outlines.get(wards.key)
    return f"{len(wards.wards)}, {outline_set.origin if outline_set else 'no'} outlines"


def _covered(area: AddedArea | None) -> str:
    return f"added {day(area.added_at)} by {area.added_by}" if area else WITH_THE_PARTNERSHIP


def dates(area: Area) -> str:
    """What is about to change, or has changed, of an authority; empty where nothing is known."""
    if area.in_force_to:
        return f"{area.name} ends on {in_full(area.in_force_to)}: it {area.note}."
    if area.in_force_from:
        return f"{area.name} has had its code since {in_full(area.in_force_from)}: {area.note}."
    return ""


def whole_instead(chosen: str, shown: str) -> str:
    """Where an area is counted within a whole alone."""
    return f"{chosen} was chosen. Here it is counted within {shown}, which is shown."


def part_instead(chosen: str, shown: str) -> str:
    """Where a page has the parts of a whole alone."""
    return f"{chosen} was chosen. Here its parts stand one by one; {shown} is shown."


def nothing_of(chosen: str, shown: str) -> str:
    """Where a page has neither the area nor what could stand for it."""
    return f"{chosen} was chosen. There is nothing of it here; {_are(shown)} shown."


def unknown(shown: str) -> str:
    """Where the address names no area that is known; what it names is not repeated."""
    return f"The address names an area that is not known here; {_are(shown)} shown."


def _are(shown: str) -> str:
    return f"{shown} is" if shown else "all areas are"
