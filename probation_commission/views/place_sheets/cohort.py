"""The IOM cohort of a place, month by month, from what one audience is shown of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import MISSING, CellState, Released
from probation_commission.domain.days import day_of, in_full, month_before
from probation_commission.domain.iom import ALL, COUNTS
from probation_commission.domain.place_sheets import PlaceLevel, SheetPlace
from probation_commission.views import marks
from probation_commission.views.iom import LocalityPicture, of_localities, words

MONTHS = 6
NO_RETURN, OTHER_WARDS, NOT_BY_IT = "no return", "other wards then", "not told by it"
"""What stands where a month has no figure of the place; none of them is nought."""

_SUMMED = "Added up from the bands of its wards, of which "


@dataclass(frozen=True, slots=True)
class PlaceCohort:
    """What is said of the cohort of a place."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    finding: str
    """How many there are, and which way that went since the month before."""
    notes: tuple[str, ...]
    source: str
    made_up: tuple[str, ...]
    """Which of these months are, in words."""


def of_place(place: SheetPlace, localities: LocalityPicture) -> PlaceCohort:
    """The cohort of a place in the six months up to the latest that has a return.

    `localities`: that month's picture of the authority, of all nominals.
    """
    picture = localities.picture
    months = [picture.month]
    while len(months) < MONTHS:
        months.insert(0, month_before(months[0]))
    cells = {month: _told(place, localities, month) for month in months}
    rows = []
    for column in COUNTS:
        said = [_text(cells[month], column) for month in months]
        # A row of RAGs of which the audience is told nothing would say nothing six times.
        if column == ALL or any(
            isinstance(cell, dict) and cell[column].state is not CellState.NO_FIGURE
            for cell in cells.values()
        ):
            rows.append(("All" if column == ALL else column.capitalize(), *said))
    made_up = [month in picture.made_up for month in months]
    heads = [
        marks.tagged(f"{month:%b %Y}", made_up=mark) for month, mark in zip(months, made_up, strict=True)
    ]
    now = cells[picture.month]
    return PlaceCohort(
        ("Count", *heads),
        tuple(rows),
        _finding(place, localities, now),
        _notes(place, localities, now),
        f"IOM return for {picture.where}, loaded on {in_full(day_of(picture.file.accepted_at))}",
        tuple(marks.of_months(picture.month, picture.made_up.intersection(months))),
    )


def _text(cell: Mapping[str, Released] | str, column: str) -> str:
    return cell if isinstance(cell, str) else cell[column].text


def _told(place: SheetPlace, localities: LocalityPicture, month: date) -> dict[str, Released] | str:
    """What is told of a place in a month, by column; in a word why nothing is."""
    picture = localities.picture
    release = picture.months.get(month)
    if release is None:
        return NO_RETURN
    if place.level is PlaceLevel.AUTHORITY:
        return {column: release.total(column) for column in COUNTS}
    if not picture.ward_set.covers(month) or not _of_these(place, localities):
        return OTHER_WARDS
    if place.level is PlaceLevel.WARD:
        rows, name = release.wards(picture.ward_set), "ward_code"
    else:
        rows, name = localities.of(release), "locality"
    found = rows[rows[name] == place.key]
    if found.empty:
        return NOT_BY_IT
    return {column: found[column].iloc[0] if column in found else MISSING for column in COUNTS}


def _of_these(place: SheetPlace, localities: LocalityPicture) -> bool:
    """Whether the place is one of the wards of the latest month."""
    wards = {ward.code for ward in localities.picture.ward_set.wards}
    return place.codes <= wards


def _finding(place: SheetPlace, localities: LocalityPicture, now: dict[str, Released] | str) -> str:
    picture = localities.picture
    when = marks.tagged(f"{picture.month:%B %Y}", made_up=picture.illustrative)
    if isinstance(now, str):
        return f"Nothing of the IOM cohort is told of {place.where} in {when}: {now}."
    change = _change(place, localities)
    return f"{words.how_many(now[ALL], ALL)} of the IOM cohort in {place.where}, {when}; {change}."


def _change(place: SheetPlace, localities: LocalityPicture) -> str:
    """Which way it went since the month before, as far as what is shown of both tells (decision 189)."""
    picture = localities.picture
    earlier = picture.held.last_month
    if place.level is PlaceLevel.AUTHORITY:
        return earlier.said(earlier.of_area(ALL))
    if place.level is PlaceLevel.WARD:
        return earlier.said(earlier.of_wards(picture.ward_set, ALL)[place.key])
    return earlier.said(of_localities(localities, earlier)[place.key])


def _notes(place: SheetPlace, localities: LocalityPicture, now: dict[str, Released] | str) -> tuple[str, ...]:
    picture = localities.picture
    notes = []
    if picture.audience is Audience.PUBLIC:
        rounded = "Rounded to 5. " if place.level is PlaceLevel.AUTHORITY else ""
        notes.append(f"{rounded}By RAG nothing is shown to the public.")
    if not picture.exact and place.level is not PlaceLevel.AUTHORITY:
        low, high = picture.bands.first
        # A sum of bands is none of them.
        summed = picture.audience is Audience.PUBLIC and place.level is PlaceLevel.LOCALITY
        notes.append(f"{_SUMMED if summed else ''}{words.not_named(f'{low}–{high}')}")
    if isinstance(now, dict) and any(one.state is CellState.NOT_GIVEN for one in now.values()):
        notes.append(words.NOT_GIVEN_MEANS)
    return tuple(notes)
