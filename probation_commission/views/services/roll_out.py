"""How a service comes to one area after the other: month by month as a table, and as small panels."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any

import pandas as pd

from probation_commission.analysis.services import BoughtServices
from probation_commission.domain.contracts import ContractDates, ServicePlace, Status, status_on
from probation_commission.domain.days import month_after
from probation_commission.domain.words import listed, plural
from probation_commission.views.markdown import plain
from probation_commission.views.services.coverage import FILLS, WORDS, on

_MOST_PANELS = 12
_QUARTER = 3
_NAMED = 3
_UNNAMED = re.compile(r"(?P<whole>.+) \((?P<nouns>\w+) not named\)")


@dataclass(frozen=True, slots=True)
class Wave:
    """The places of a service that have the same days, and how far it is in them at the end of each month."""

    name: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RollOut:
    """The waves of a service by its months, of which the first days are given; this month is as of today."""

    waves: tuple[Wave, ...]
    months: tuple[date, ...]
    by: str = "month"
    illustrative: bool = False


def roll_out(
    row: Mapping[str, Any], bought: BoughtServices, names: Mapping[str, str], today: date
) -> RollOut | None:
    """How a service came and is to come to its places; None where no day of any place is known."""
    places = [one for one in bought.places.get(row["slug"], ()) if _days(one)]
    if not places:
        return None
    dates = bought.dates.get(row["contract_slug"], ContractDates())
    months, by = _months([today, *(day for one in places for day in _days(one))])
    looked_at = [_as_of(month, today) for month in months]
    said = str(bought.services.status[bought.services.slug == row["slug"]].iloc[0])
    statuses = [str(status_on(day, dates, places, said)) for day in looked_at]
    grouped: defaultdict[tuple[object, ...], list[ServicePlace]] = defaultdict(list)
    for one in sorted(places, key=lambda one: (min(_days(one)), one.area_code, one.ward_code)):
        grouped[one.area_code, bool(one.ward_code), one.planned, one.actual, one.ended].append(one)
    waves = []
    for those in grouped.values():
        states = tuple(
            str(_state(row, those[0], status, day, today))
            for status, day in zip(statuses, looked_at, strict=True)
        )
        waves.append(Wave(_name(those, names), states))
    return RollOut(tuple(waves), tuple(months), by, bool(row["illustrative"]))


def _state(row: Mapping[str, Any], place: ServicePlace, status: str, day: date, today: date) -> str:
    frame = pd.DataFrame([{**row, "status": status}])
    (covered,) = on(frame, {row["slug"]: [place]}, day, today)
    return covered.state


def _days(one: ServicePlace) -> list[date]:
    return [day for day in (one.planned, one.actual, one.ended) if day]


def _months(days: Sequence[date]) -> tuple[list[date], str]:
    """The months from the first of these days to the last; their quarters where they would be too many."""
    months = [min(days).replace(day=1)]
    while months[-1] < max(days).replace(day=1):
        months.append(month_after(months[-1]))
    if len(months) <= _MOST_PANELS:
        return months, "month"
    # Of each quarter its last month, and of the last one what there is of it.
    quarters = [month for month in months if month.month % _QUARTER == 0 or month == months[-1]]
    return quarters[-_MOST_PANELS:], "quarter"


def _as_of(month: date, today: date) -> date:
    return today if month == today.replace(day=1) else month_after(month) - timedelta(days=1)


def _name(those: Sequence[ServicePlace], names: Mapping[str, str]) -> str:
    area = names.get(those[0].area_code, those[0].area_code)
    if not those[0].ward_code:
        return area
    wards = sorted(names.get(one.ward_code, one.ward_code) for one in those)
    more = [f"{len(wards) - _NAMED} more"] if len(wards) > _NAMED + 1 else wards[_NAMED:]
    return f"{area}, {plural(len(wards), 'ward')}: {listed([*wards[:_NAMED], *more])}"


def table(found: RollOut) -> pd.DataFrame:
    """A row for each wave, numbered as in the panels, and a column for each month."""
    rows = [
        {"": number, "Where": wave.name}
        | {f"{month:%b %Y}": state for month, state in zip(found.months, wave.states, strict=True)}
        for number, wave in enumerate(found.waves, 1)
    ]
    return pd.DataFrame(rows)


def panels(found: RollOut) -> str:
    """A small panel for each month, side by side as far as there is room: number and letter of each wave."""
    each = "".join(
        f"<li><b>{month:%b %Y}</b><div>"
        + "".join(
            f'<span style="background:{FILLS[wave.states[at]][0]}" '
            f'title="{escape(wave.name)}: {escape(WORDS[wave.states[at]])}">'
            f"<i>{number}</i> {escape(FILLS[wave.states[at]][1])}</span>"
            for number, wave in enumerate(found.waves, 1)
        )
        + "</div></li>"
        for at, month in enumerate(found.months)
    )
    there = {state for wave in found.waves for state in wave.states}
    key = "; ".join(f"<b>{escape(FILLS[one][1])}</b> {escape(WORDS[one])}" for one in FILLS if one in there)
    made_up = "Made up. " if found.illustrative else ""
    return f'{_STYLE}<ol class="roll-out">{each}</ol><p class="roll-out-key">{made_up}{key}</p>'


_STYLE = """<style>
ol.roll-out { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0.75rem;
  list-style: none; margin: 0 !important; padding: 0 !important; }
.roll-out li { border: 1px solid #8b9aa8; border-radius: 4px; margin: 0; padding: 0.4rem; color: #17212b; }
.roll-out b { font-size: 1.05rem; }
.roll-out div { display: flex; flex-wrap: wrap; gap: 4px; margin-top: 0.3rem; }
.roll-out span { border: 1px solid #17212b; border-radius: 3px; color: #17212b; font-size: 1.15rem;
  font-weight: 700; min-width: 2.7rem; padding: 0.1rem 0.25rem; text-align: center; }
.roll-out i { font-size: 0.85rem; font-style: normal; font-weight: 400; }
.roll-out-key { font-size: 0.95rem; margin: 0.6rem 0 0; }
</style>"""


def finding(found: RollOut, today: date) -> str:
    """How far it has come today: `Live in 2 of 5 steps of its roll-out, delayed in 1, planned in 2.`."""
    at = found.months.index(today.replace(day=1)) if today.replace(day=1) in found.months else -1
    counts: defaultdict[str, int] = defaultdict(int)
    for wave in found.waves:
        counts[wave.states[at]] += 1
    words = [f"{WORDS[state].partition(':')[0]} in {counts[state]}" for state in FILLS if counts[state]]
    return f"Of {plural(len(found.waves), 'step')} of the roll-out: {listed(words)}."


def not_by_area(row: Mapping[str, Any]) -> str:
    """What a source says of where a service is that names no area of it, in a sentence for a page.

    `rolling out in a number of boroughs of London, by borough not known (source as of mid-2023)`.
    """
    unnamed = _UNNAMED.fullmatch(row["area"])
    who = f"**{plain(row['name'])}** ({plain(row['provider'])})"
    source = f"(source as of {plain(row['as_of'])})"
    if unnamed is None:
        return f"{who}: {plain(row['area'])}; in which authorities, no source says {source}."
    whole, nouns = plain(unnamed["whole"]), unnamed["nouns"]
    if row["status"] in {Status.LIVE, Status.ROLLING_OUT}:
        noun = nouns.removesuffix("s")
        said = f"{row['status']} in a number of {nouns} of {whole}, by {noun} not known"
    else:
        said = f"{row['status']} for {nouns} of {whole} that no source names"
    return f"{who}: {said} {source}."
