"""The sheet of a place, put together of what an audience may see: one side of A4."""

from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

import pandas as pd

from probation_commission.actions import sheets
from probation_commission.actions.place_sheets.shown import ShownOfArea
from probation_commission.analysis import place_sheets as analysis
from probation_commission.analysis.rows import rows_of
from probation_commission.analysis.services import serving
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.days import in_full
from probation_commission.domain.place_sheets import PlaceLevel, SheetPlace
from probation_commission.geography import place_sheets as geography
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.publish.sheets import PaperSheet, Section
from probation_commission.views import marks
from probation_commission.views.place_sheets import about, cohort, counts, services
from probation_commission.views.terms import said

PLACES = 5
"""The nearest places that stand on it."""
ELSEWHERE = "on the page One place"
_HOW_FAR = (
    "Miles in a straight line from the middle of its postcodes; by road it is farther. “Not known”: nobody "
    "has said it."
)
NOT_TO_PARTNERS = "Not shown to partner organisations."
NOT_TO_PUBLIC = "Not shown to the public."


class _Part(NamedTuple):
    """A part of the sheet: its section, what of it is made up, and where it is from."""

    section: Section
    made_up: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    finding: str = ""


def sheet_of(place: SheetPlace, shown: ShownOfArea, now: datetime) -> PaperSheet:
    """The sheet of a place; the first of its lines is the finding. `now` London's."""
    near = analysis.by_distance(shown.places, geography.centre(place), now.date())
    parts = [
        _cohort(place, shown),
        _services(place, shown, near, now),
        _places(place, near, shown, now),
        _referrals(place, shown),
        _ideas(place, shown),
        _unmet(place, shown, now.date()),
    ]
    made_up = [
        *(["the locality"] if place.invented else []),
        *(mark for part in parts for mark in part.made_up),
    ]
    # One source of a row may be two: "a list; minutes".
    sources = dict.fromkeys(one for part in parts for source in part.sources for one in source.split("; "))
    residents = [about.residents(place), about.deprivation(place, geography.scores(place))]
    lines = (
        " ".join(part.finding for part in parts if part.finding),
        f"Who may see it: {shown.who}. As on {in_full(now.date())}.",
        " ".join(residents),
    )
    sheet = PaperSheet(
        marks.tagged(place.where, made_up=place.invented),
        now.date(),
        sides=1,
        foot=f"{partnership().name}, as on {in_full(now.date())}; {_seen_as(shown.audience)}",
        elsewhere=ELSEWHERE,
        lines=lines,
        sections=tuple(part.section for part in parts),
        notes=(f"Source: {'; '.join(sources)}.",) if sources else (),
        made_up=f"Made up on this sheet: {marks.sentence(made_up)}" if made_up else "",
    )
    return _in_our_words(sheet)


def _seen_as(audience: Audience) -> str:
    return f"as {'anybody' if audience is Audience.PUBLIC else audience.who} may see it"


def _in_our_words(sheet: PaperSheet) -> PaperSheet:
    """The sheet as this partnership says it: headings and lines, never a cell."""
    sections = tuple(
        replace(one, heading=said(one.heading), columns=_said(one.columns), lines=_said(one.lines))
        for one in sheet.sections
    )
    return replace(
        sheet,
        lines=_said(sheet.lines),
        notes=_said(sheet.notes),
        made_up=said(sheet.made_up),
        sections=sections,
    )


def _said(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(said, texts))


def _cohort(place: SheetPlace, shown: ShownOfArea) -> _Part:
    heading = "The IOM cohort"
    if not shown.audience.sees_iom:
        return _Part(Section(heading, lines=(NOT_TO_PARTNERS,)))
    if shown.cohort is None:
        nothing = f"No IOM return of {place.area.name} has been received."
        return _Part(Section(heading, lines=(nothing,)), finding=nothing)
    found = cohort.of_place(place, shown.cohort)
    widths = (3, *[3] * (len(found.columns) - 1))
    section = Section(heading, found.columns, widths, found.rows, found.notes)
    return _Part(section, found.made_up, (found.source,), found.finding)


def _services(place: SheetPlace, shown: ShownOfArea, near: pd.DataFrame, now: datetime) -> _Part:
    day, area = now.date(), place.area
    here = serving(shown.bought.as_of(day), partnership().around(area), {area.code})
    every = analysis.reaching(here, shown.bought.places, area.code, place.codes, day)
    custody = analysis.in_custody(every)
    found = every[~custody]
    nearest = analysis.nearest_of(near, shown.at_places, frozenset(found.slug), day)
    rows = services.rows(found, nearest, shown.openings, now)
    invented = [bool(mark) for mark in found.illustrative]
    lines = (
        *(() if rows else (services.NONE_KNOWN,)),
        *services.besides(every[custody], len(here) - len(every)),
    )
    section = Section(
        f"Services that reach {place.name}",
        services.COLUMNS if rows else (),
        services.WIDTHS if rows else (),
        rows,
        lines,
        # What is made up goes first where there is no room.
        tuple(sorted(range(len(rows)), key=lambda row: (not invented[row], -row))),
    )
    sources = tuple(dict.fromkeys(str(source) for source in found.source))
    away = None if place.level is PlaceLevel.AUTHORITY else near
    finding = services.finding(place.name, invented, away)
    return _Part(section, tuple(marks.some_of(invented, "service")), sources, finding)


def _places(place: SheetPlace, near: pd.DataFrame, shown: ShownOfArea, now: datetime) -> _Part:
    of_it = place.level is PlaceLevel.AUTHORITY
    heading = "The offices and hubs nearest its middle" if of_it else "The nearest offices and hubs"
    first = near.head(PLACES)
    if first.empty:
        return _Part(Section(heading, lines=(f"No place is known here within {analysis.FARTHEST} miles.",)))
    section = Section(
        heading,
        services.PLACE_COLUMNS,
        services.PLACE_WIDTHS,
        services.place_rows(first, shown.openings, now),
        (_HOW_FAR,),
    )
    sources = tuple(dict.fromkeys(str(source) for source in first.source))
    return _Part(section, tuple(marks.some_of(first.illustrative, "place")), sources)


def _referrals(place: SheetPlace, shown: ShownOfArea) -> _Part:
    area = place.area
    wholes = {whole.code: whole.name for whole in gazetteer().wholes if area.code in whole.parts}
    names = {row["slug"]: row["name"] for row in rows_of(shown.bought.services)}
    rows = counts.referrals(shown.counts, {area.code: area.name, **wholes}, names, shown.invented)
    of_it = place.level is PlaceLevel.AUTHORITY
    heading = "Referrals" if of_it else f"Referrals: of the authority, not of {place.name} alone"
    if not rows:
        nothing = f"No return of a service of {area.name} alone has been received."
        return _Part(Section(heading, lines=(nothing,)))
    marked = [row[0].endswith(f"({marks.MADE_UP})") for row in rows]
    gone = tuple(sorted(range(len(rows)), key=lambda row: (not marked[row], -row)))
    section = Section(heading, counts.REFERRALS, counts.REFERRAL_WIDTHS, rows, first_to_go=gone)
    return _Part(section, tuple(marks.some_of(marked, "service’s referrals", "services’ referrals")))


def _ideas(place: SheetPlace, shown: ShownOfArea) -> _Part:
    areas = {place.area.code, *(one.code for one in gazetteer().wholes if place.area.code in one.parts)}
    hub_areas = dict(zip(shown.hubs.slug, shown.hubs.area_code, strict=True))
    named = shown.hubs[~shown.hubs.confidential.astype(bool)]
    hubs = dict(zip(named.slug, named.name, strict=True))
    funds = {fund.slug: fund for fund in shown.funds}
    found = counts.naming(shown.ideas, funds, place, hub_areas, areas)
    rows = counts.idea_rows(found, place, hubs, sums=shown.sums)
    heading = "Ideas and awards" if shown.sums else "Projects with an award"
    if not rows:
        return _Part(Section(heading, lines=("None here.",)))
    section = Section(heading, counts.IDEAS, counts.IDEA_WIDTHS, rows)
    return _Part(section, tuple(marks.some_of([one.illustrative for one in found], "project")))


def _unmet(place: SheetPlace, shown: ShownOfArea, today: date) -> _Part:
    heading = "Unmet demand"
    if shown.unmet is None:
        return _Part(Section(heading, lines=(NOT_TO_PUBLIC,)))
    exact = shown.audience is Audience.RESTRICTED
    rows = counts.unmet(shown.unmet, place, today, exact=exact)
    to_come = "" if exact else counts.unmet_to_come(shown.unmet, place, today)
    lines = (to_come,) if to_come else ()
    if not rows:
        nothing = f"No return of unmet demand in {place.area.name} has been received."
        return _Part(Section(heading, lines=lines or (nothing,)))
    section = Section(heading, counts.UNMET, counts.UNMET_WIDTHS, rows, lines)
    marked = [row[0].endswith(f"({marks.MADE_UP})") for row in rows]
    return _Part(section, tuple(marks.some_of(marked, "count of unmet demand", "counts of unmet demand")))


def file_name(place: SheetPlace, audience: Audience, on: date, *, made_up: bool) -> str:
    """What the file of a sheet is called: `place_e05010414_public_2026-11-27.pdf`."""
    return sheets.file_name("place", f"{_key(place)}_{audience}", on, made_up=made_up)


def name_in_folder(place: SheetPlace, *, made_up: bool) -> str:
    """What it is called among all others: `Darlington_ward_Cockerton_E05010414.pdf`, whatever the day."""
    key = "" if place.level is PlaceLevel.LOCALITY else place.key
    parts = [place.area.name, place.level, *([place.name] if place.level is not PlaceLevel.AUTHORITY else [])]
    named = "_".join(_tidy(part) for part in filter(None, [*parts, key]))
    return f"{'ILLUSTRATIVE_' if made_up else ''}{named}.pdf"


def _key(place: SheetPlace) -> str:
    return _tidy(f"{place.area.code} {place.key}" if place.level is PlaceLevel.LOCALITY else place.key)


def _tidy(text: str) -> str:
    return "-".join("".join(one if one.isalnum() else " " for one in text).split())
