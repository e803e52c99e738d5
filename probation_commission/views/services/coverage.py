"""Where services are to be had, on a map and as a table: live, planned, closed, ended, with letters."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import folium
import pandas as pd

from probation_commission.analysis.rows import rows_of
from probation_commission.domain.contracts import Covered, ServicePlace
from probation_commission.domain.days import in_full
from probation_commission.domain.words import listed, plural
from probation_commission.views.maps import LegendEntry, Shade, lettered, ward_shading
from probation_commission.views.marks import tagged

PART = "in part"
NOWHERE = "no such service is known here"
_MOST = 3
FILLS: Mapping[str, tuple[str, str]] = {
    Covered.LIVE: ("#4b98ca", "L"),
    PART: ("#93c4df", "½"),
    Covered.DUE: ("#d5e8f5", "(L)"),
    Covered.PLANNED: ("#f6e3b4", "P"),
    Covered.DELAYED: ("#f26b3a", "D"),
    Covered.CLOSED: ("#c9b6dc", "C"),
    Covered.ENDED: ("#b8bec5", "E"),
    Covered.NOT_CONFIRMED: ("#f4f4f4", "?"),
}
"""The colour and letter of each; also the order in which what is best in a place wins."""
WORDS = {
    Covered.LIVE: "live",
    PART: "live in a part of it",
    Covered.DUE: "to be live by then, if it goes to plan",
    Covered.PLANNED: "planned",
    Covered.DELAYED: "delayed: the day for it is past",
    Covered.CLOSED: "closed to referrals",
    Covered.ENDED: "ended",
    Covered.NOT_CONFIRMED: "not confirmed, or not dated",
}


@dataclass(frozen=True, slots=True)
class CoveredPlace:
    """A service in a place, on a day."""

    service: str
    place: ServicePlace
    state: Covered
    illustrative: bool


def on(
    services: pd.DataFrame, places: Mapping[str, Sequence[ServicePlace]], day: date, today: date
) -> list[CoveredPlace]:
    """How far these services, as they stand on a day, are in each of their places.

    A place without a day stands as its source said it: of another day than today that is not known. What is
    planned between today and a day that is ahead is due by then: late it can only be once that day is past.
    """
    found = []
    for row in rows_of(services):
        for place in places.get(row["slug"], ()):
            dated = place.planned or place.actual or place.ended
            state = place.on(day, row["status"])
            if not dated and day != today and state not in {Covered.CLOSED, Covered.ENDED}:
                state = Covered.NOT_CONFIRMED
            if state is Covered.DELAYED and place.planned and place.planned > today:
                state = Covered.DUE
            found.append(CoveredPlace(row["name"], place, state, bool(row["illustrative"])))
    return found


def states(
    covered: Iterable[CoveredPlace], wards: Mapping[str, Sequence[str]] | None = None
) -> dict[str, list[CoveredPlace]]:
    """What is in each place: by authority, or by ward where the wards of each authority are given.

    A ward that is named wins over its authority, service by service.
    """
    found: defaultdict[str, list[CoveredPlace]] = defaultdict(list)
    covered = list(covered)
    named = {(one.service, one.place.ward_code) for one in covered if one.place.ward_code}
    for one in covered:
        if wards is None:
            found[one.place.area_code].append(one)
        elif one.place.ward_code:
            found[one.place.ward_code].append(one)
        else:
            for code in wards.get(one.place.area_code, ()):
                if (one.service, code) not in named:
                    found[code].append(one)
    return dict(found)


def state_of(those: Sequence[CoveredPlace]) -> str:
    """What a place is drawn as: the best of its services; "in part" where only wards of it are live."""
    counts = Counter(one.state for one in those)
    live = [one for one in those if one.state is Covered.LIVE]
    wide = len({one.place.ward_code for one in those}) > 1
    if live and wide and all(one.place.ward_code for one in live) and len(counts) > 1:
        return PART
    return next(state for state in FILLS if state in counts)


def shading(
    found: Mapping[str, Sequence[CoveredPlace]],
    *,
    elsewhere: Iterable[str] = (),
    selected: str | None = None,
) -> folium.FeatureGroup:
    """The values for the map."""
    order = list(FILLS)
    palette = [*(colour for colour, _ in FILLS.values()), "#e6eaee"]
    shades = {code: Shade(len(order), "not asked about here") for code in elsewhere}
    shades |= {
        code: Shade(order.index(state := state_of(those)), _label(those), FILLS[state][1])
        for code, those in found.items()
    }
    made_up = any(one.illustrative for those in found.values() for one in those)
    return ward_shading(shades, palette, selected=selected, missing=NOWHERE, made_up=made_up)


def legend(found: Mapping[str, Sequence[CoveredPlace]]) -> list[LegendEntry]:
    """A line for each state that is on the map, with its letter."""
    there = {state_of(those) for those in found.values()}
    lines = [LegendEntry(lettered(*FILLS[state]), WORDS[state]) for state in FILLS if state in there]
    return [*lines, LegendEntry("dots", NOWHERE)]


def _label(those: Sequence[CoveredPlace]) -> str:
    by_service: dict[str, CoveredPlace] = {}
    for one in those:
        by_service.setdefault(one.service, one)
    order = list(FILLS)
    rows = sorted(by_service.values(), key=lambda one: (order.index(one.state), one.service))
    words = [tagged(f"{one.service}: {said(one)}", made_up=one.illustrative) for one in rows[:_MOST]]
    more = len(rows) - _MOST
    return "; ".join([*words, *([f"and {more} more"] if more > 0 else [])])


def said(one: CoveredPlace) -> str:
    """`planned, 6 January 2027`; `delayed, was planned for 7 November 2026: vetting`."""
    place, words = one.place, str(one.state)
    if one.state is Covered.LIVE and place.actual:
        words += f" since {in_full(place.actual)}"
    if one.state is Covered.PLANNED and place.planned:
        words += f" for {in_full(place.planned)}"
    if one.state is Covered.DUE and place.planned:
        words += f", planned for {in_full(place.planned)}"
    if one.state is Covered.DELAYED and place.planned:
        words += f", was planned for {in_full(place.planned)}"
    if one.state is Covered.ENDED and place.ended:
        words += f" on {in_full(place.ended)}"
    return f"{words}: {place.reason}" if place.reason and one.state is not Covered.LIVE else words


def table(covered: Iterable[CoveredPlace], names: Mapping[str, str]) -> pd.DataFrame:
    """The same as the map: a row for the places of a service that have the same days."""
    groups: defaultdict[tuple[object, ...], list[CoveredPlace]] = defaultdict(list)
    for one in covered:
        place = one.place
        key = (one.service, place.area_code, bool(place.ward_code), place.planned, place.actual, place.ended)
        groups[key].append(one)
    rows = [
        {
            "Service": those[0].service,
            "Where": _where(those, names),
            "State": str(those[0].state),
            "Planned": _day(those[0].place.planned),
            "Live since": _day(those[0].place.actual) if those[0].state is Covered.LIVE else "",
            "Ended": _day(those[0].place.ended) if those[0].state is Covered.ENDED else "",
            "Why": those[0].place.reason,
            "Data": "illustrative" if those[0].illustrative else "real",
        }
        for those in groups.values()
    ]
    columns = ["Service", "Where", "State", "Planned", "Live since", "Ended", "Why", "Data"]
    return pd.DataFrame(rows, columns=columns).sort_values(["Service", "Planned"], kind="stable")


def _where(those: Sequence[CoveredPlace], names: Mapping[str, str]) -> str:
    area = names.get(those[0].place.area_code, those[0].place.area_code)
    if not those[0].place.ward_code:
        return area
    wards = [names.get(one.place.ward_code, one.place.ward_code) for one in those]
    return f"{area}, {plural(len(wards), 'ward')}: {listed(sorted(wards))}"


def _day(day: date | None) -> str:
    # As it sorts; a table of days is read down its column.
    return f"{day:%Y-%m-%d}" if day else "not known"


def finding(
    found: Mapping[str, Sequence[CoveredPlace]], places: int, nouns: tuple[str, str], day: date
) -> str:
    """How far it has come: `On 30 November 2026, of 51 wards: live in 20, planned in 31.`."""
    counts = Counter(state_of(those) for those in found.values())
    if not found:
        return f"No such service is known in any of {plural(places, *nouns)}."
    words = [f"{WORDS[state].partition(':')[0]} in {counts[state]}" for state in FILLS if counts[state]]
    without = places - len(found)
    rest = [f"none known in {without}"] if without > 0 else []
    return f"On {in_full(day)}, of {plural(places, *nouns)}: {listed([*words, *rest])}."


def of_place(those: Sequence[CoveredPlace]) -> pd.DataFrame:
    """The services of one place, the best first: Service, State."""
    order = list(FILLS)
    rows = dict.fromkeys((order.index(one.state), one.service, said(one), one.illustrative) for one in those)
    return pd.DataFrame(
        [(tagged(name, made_up=made_up), words) for _, name, words, made_up in sorted(rows)],
        columns=["Service", "How far"],
    )
