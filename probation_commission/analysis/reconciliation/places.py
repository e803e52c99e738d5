"""Where the rows of a ward table lie; together with those in no row they make up the cohort."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from probation_commission.analysis.reconciliation.tallies import (
    Tallies,
    Tally,
    name,
    of_kind,
    place_code,
    same_place,
    tally,
)
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Check, Figure, Return, Verdict

BestFits = Mapping[str, Sequence[tuple[str, float]]]
_SHOWN_FROM = 0.005
"""Shares that round to 0% are left out."""


def of_places(ret: Return, of: Tallies, best_fits: BestFits) -> Iterator[Check]:
    """A line for each kind of place; `best_fits` as in `reconciliation.checks`."""
    rows = of.rows()
    if wards := of_kind(rows, PlaceKind.WARD):
        yield _note(f"{wards} in wards in force in {ret.month:%B %Y}", wards, PlaceKind.WARD)
    yield from _abolished(of_kind(rows, PlaceKind.ABOLISHED), best_fits)
    if later := of_kind(rows, PlaceKind.NOT_YET):
        sentence = f"{later} recorded against wards that came into force after {ret.month:%B %Y}"
        yield _note(sentence, later, PlaceKind.NOT_YET)
    yield from _neighbours(rows)
    nowhere = (
        (PlaceKind.NO_FIXED_ABODE, "NFA"),
        (PlaceKind.NOT_KNOWN, "at an address not known"),
        (PlaceKind.UNRECOGNISED, "at names that are no ward's (which ones are meant?)"),
        (PlaceKind.KEPT, "at names that are no ward's, kept beside the map"),
        (PlaceKind.OUTSIDE, f"outside {ret.area.name}, ward not known"),
    )
    for kind, words in nowhere:
        if one := of_kind(rows, kind):
            yield _note(f"{one} {words}", one, kind)
    yield from _in_no_row(tally(rows), of.whole())


def _abolished(all_years: Tally, best_fits: BestFits) -> Iterator[Check]:
    by_year: dict[int, list[Figure]] = defaultdict(list)
    for figure in all_years.figures:
        ward = figure.place.ward if figure.place else None
        if ward and ward.in_force_to:
            by_year[ward.in_force_to.year].append(figure)
    for year, figures in sorted(by_year.items()):
        one = tally(figures)
        detail = tuple(_best_fit(place, best_fits) for place in _by_place(figures))
        sentence = f"{one} recorded against wards abolished in {year}"
        yield Check(Verdict.NOTE, sentence, one.cells, detail, f"places:{PlaceKind.ABOLISHED}:{year}")


def _best_fit(one: Tally, best_fits: BestFits) -> str:
    place = one.figures[0].place
    ward = place.ward if place else None
    shares = best_fits.get(ward.code, ()) if ward else ()
    said = ", ".join(f"{today} {share:.0%}" for today, share in shares if share >= _SHOWN_FROM)
    start = f"{ward.name if ward else ''} {one}"
    if not said:
        return f"{start}: no best fit on today's wards is known"
    return f"{start}: best fit on today's wards, by postcodes (an estimate, not applied): {said}"


def _neighbours(rows: Sequence[Figure]) -> Iterator[Check]:
    for one in _by_place(of_kind(rows, PlaceKind.ELSEWHERE, PlaceKind.AMBIGUOUS).figures):
        place = one.figures[0].place
        if place is not None:
            authorities = " or ".join(ward.authority.name for ward in place.wards)
            which = " (which one?)" if place.kind is PlaceKind.AMBIGUOUS else ""
            yield _note(f"{name(place)} {one}, in {authorities}{which}", one, place_code(place))


def _in_no_row(rows: Tally, total: Tally) -> Iterator[Check]:
    missing = total.low - rows.low
    if not (rows and total and total.exact and missing):
        return
    words = "in no row" if missing > 0 else "more in the ward table than in the cohort"
    if missing > 0 and not rows.exact:
        words += ", or in rows without an exact count"
    cells = (*rows.cells, *total.cells)
    yield Check(Verdict.NOTE, f"{abs(missing)} {words}", cells, code="in no row")


def _by_place(figures: Sequence[Figure]) -> list[Tally]:
    places: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.place:
            places[same_place(figure.place)].append(figure)
    return [tally(place) for place in places.values()]


def _note(sentence: str, one: Tally, which: str) -> Check:
    return Check(Verdict.NOTE, sentence, one.cells, code=f"places:{which}")
