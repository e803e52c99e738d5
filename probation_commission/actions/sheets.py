"""The sheets of paper that leave, put together of what pages show: one page for a court, and what is open.

They are given what may be shown by now, and ask nobody who they are: whoever offers one has asked.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd

from probation_commission.analysis.first import FirstPlace, Start, first_places, sessions_ahead, upcoming
from probation_commission.analysis.rows import rows_of
from probation_commission.analysis.services import BoughtServices
from probation_commission.domain.days import in_full
from probation_commission.domain.hubs import WEEKDAYS, HubKind, Openings, OpenTo
from probation_commission.domain.places import Authority
from probation_commission.domain.words import plural
from probation_commission.geography.centres import middle, on_grid
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.publish.sheets import PaperSheet, Section
from probation_commission.views import hubs, marks
from probation_commission.views import services as service_views
from probation_commission.views.terms import said

MOST = 10
"""Places on the sheet of a court: what has room on one side."""


@dataclass(frozen=True, slots=True)
class Court:
    """Whom a sheet is for: a court, or an authority where the directory names none."""

    key: str
    name: str
    start: Start
    of: str
    """From where its ways are measured, in words."""


def courts(placed: pd.DataFrame, area: Authority) -> dict[str, str]:
    """The names of an authority's courts that have a point, by their slugs; its own where there is none.

    `placed`: places as they may be shown, with easting and northing.
    """
    there = _courts(placed, area)
    return dict(zip(there.slug, there.name, strict=True)) or {area.code: area.name}


def court_of(placed: pd.DataFrame, area: Authority, key: str) -> Court:
    """The court, or authority, that `courts` has by this key."""
    there = _courts(placed, area)
    for row in rows_of(there[there.slug == key]):
        start = Start(row["easting"], row["northing"], area.code)
        return Court(key, row["name"], start, f"from {row['name']}")
    whole = Start(*middle(area.code), area.code)
    return Court(area.code, area.name, whole, f"from the middle of all postcodes of {area.name}")


def _courts(placed: pd.DataFrame, area: Authority) -> pd.DataFrame:
    return placed[(placed.kind == HubKind.COURT) & (placed.area_code == area.code)]


def first_appointment(
    places: pd.DataFrame,
    known: Mapping[str, Openings],
    court: Court,
    *,
    group: OpenTo,
    days: Collection[int],
    now: datetime,
) -> PaperSheet:
    """One page for a court: the places open to the group on these weekdays, and how to reach them.

    `places` as they may be shown, `now` London's. It names the court, and nobody's ward or postcode.
    """
    ahead = upcoming(places.slug, known, group, now, days)
    found = first_places(
        places,
        on_grid(places),
        court.start,
        ahead,
        known=known,
        today=now.date(),
        group=group,
        own=partnership().home,
        most=MOST,
    )
    areas = {area.code: area.name for area in gazetteer().authorities}
    weeks = [
        (one.place, sessions_ahead(known[one.place["slug"]], group, now, days)) for one in found.open_ones
    ]
    first_to_go = _first_to_go(found.open_ones)
    the_places = Section(
        "The places",
        hubs.first.PLACE_COLUMNS,
        hubs.first.PLACE_WIDTHS,
        hubs.first.place_rows(found.open_ones, now.date(), areas),
        first_to_go=first_to_go,
    )
    made_up = marks.some_of([one.place["illustrative"] for one in found.open_ones], "place")
    sources = dict.fromkeys(str(one.place["source"]) for one in found.open_ones)
    near = hubs.first.near(found.unknown, areas)
    on = "any day" if len(days) == len(range(7)) else " and ".join(f"{WEEKDAYS[day]}s" for day in days)
    return PaperSheet(
        f"First appointment: {court.name}",
        now.date(),
        sides=1,
        foot=f"{partnership().name}, as on {in_full(now.date())}",
        elsewhere="on the page Hubs and offices, “First appointment”",
        lines=(
            (
                f"For {hubs.first.GROUPS.get(group, 'anybody')}, {on}; {_how_many(found.open_ones)}, "
                f"as on {in_full(now.date())}. Miles in a straight line {court.of}. Bank holidays and "
                "closures are left out of the days below. “Not known”: nobody has said it."
            ),
        ),
        sections=(
            Section(
                "Who is open when",
                hubs.first.WEEK_COLUMNS,
                hubs.first.WEEK_WIDTHS,
                hubs.first.week_rows(weeks),
                () if weeks else (hubs.first.NONE_OPEN,),
                first_to_go,
            ),
            *([the_places] if weeks else []),
            *([Section(hubs.first.UNKNOWN_HOURS, lines=tuple(f"{line}." for line in near))] if near else []),
        ),
        notes=(f"Source: {'; '.join(sources)}.",) if sources else (),
        made_up=f"Made up on this sheet: {said(marks.sentence(made_up))}" if made_up else "",
    )


def _how_many(places: Collection[FirstPlace]) -> str:
    """`the nearest 6 places that are open, and 2 without a distance`: so many as there are."""
    near = sum(one.miles is not None for one in places)
    apart = len(places) - near
    parts = [
        *([f"the nearest {plural(near, 'place')} that {'is' if near == 1 else 'are'} open"] if near else []),
        *([f"{plural(apart, 'open place')} without a distance"] if apart else []),
    ]
    return " and ".join(parts) or "no place that is open"


def _first_to_go(places: Sequence[FirstPlace]) -> tuple[int, ...]:
    """The rows that go where there is no room: made-up ones, then the farthest; without a distance last."""
    rows = range(len(places))
    return tuple(
        sorted(rows, key=lambda row: (not places[row].place["illustrative"], places[row].miles is None, -row))
    )


def available(bought: BoughtServices, services: pd.DataFrame, day: date, where: str) -> PaperSheet:
    """What is available that day on two sides, by pathway, of these services as they stand on it.

    `where`: for whom the services are, in words, as the title has it.
    """
    views = service_views.available
    ends = {slug: dates.ends for slug, dates in bought.dates.items()}
    by_pathway = views.in_short(services, ends, day)
    made_up = marks.some_of(views.made_up(services), "service")
    return PaperSheet(
        f"What’s available: {where}",
        day,
        sides=2,
        foot=f"{partnership().name}, as on {in_full(day)}",
        elsewhere="on the page Services, “What’s available”",
        lines=(
            (
                f"{views.finding(views.available(services))} As on {in_full(day)}. “Not known”: nobody has "
                "said it. “Not confirmed”: named in a source of that date, and by nobody since."
            ),
        ),
        sections=tuple(
            Section(pathway, views.IN_SHORT, views.WIDTHS, rows) for pathway, rows in by_pathway.items()
        ),
        notes=(f"Source: {views.sources(services)}.",) if by_pathway else (),
        made_up=f"Made up on this sheet: {said(marks.sentence(made_up))}" if made_up else "",
    )


def to_be_found(sheet: PaperSheet, elsewhere: str) -> PaperSheet:
    """The sheet for whoever finds what has no room on it elsewhere than in the app."""
    return replace(sheet, elsewhere=elsewhere)


def file_name(stem: str, key: str, on: date, *, made_up: bool) -> str:
    """What the file of a sheet is called, with its mark where something of it is made up."""
    named = "_".join(filter(None, (stem, key.lower().replace("-", "_"), f"{on:%Y-%m-%d}")))
    return f"{'ILLUSTRATIVE_' if made_up else ''}{named}.pdf"
