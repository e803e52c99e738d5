"""The IOM counts of a month as a table: numbers where all are as in the return, else words."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from probation_commission.analysis.figures import words as figure_words
from probation_commission.analysis.iom import rate
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.month import LARGE
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import NO_FIGURE, CellState, Released, between
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.localities import GroupingInForce
from probation_commission.domain.places import WardSet
from probation_commission.views.iom.words import NOT_GIVEN_MEANS, not_named
from probation_commission.views.marks import tagged
from probation_commission.views.wards import (
    deprivation_columns,
    estimate,
    residents_heading,
    sources_of_deprivation,
    sources_of_residents,
)

RATE = "Per 1,000 residents (estimate)"
GIVEN_AS = "Given as"
"""The column of what is no plain number: a bound, a mark."""
LOCALITIES = "Localities"


def table(release: Release, ward_set: WardSet) -> pd.DataFrame:
    """A row for each ward: its name, residents and counts; a rate beside each count that is exact."""
    wards = release.wards(ward_set)
    frame = wards[["ward", "residents"]].assign(**_counts(release, wards))
    if release.exact:
        shown = pd.Series([cell.number for cell in wards[ALL]], index=frame.index, dtype=float)
        frame[RATE] = rate(shown, frame.residents.astype(float))
    # Beside the count, or a narrow screen would show the dash without its reason.
    for name, words in _given_as(release, wards).items():
        frame.insert(list(frame.columns).index(ALL.capitalize()) + 1, name, words)
    heading = residents_heading(ward_set.wards)
    # Last: it is no figure of the return, and counts and rate stay within sight.
    for name, values in deprivation_columns(ward_set.wards).items():
        frame[name] = values
    return frame.rename(columns={"ward": "Ward", "residents": heading})


def locality_table(release: Release, rag: str = ALL) -> pd.DataFrame:
    """A row for each locality that is shown, with how many wards it has.

    Where there are large ones: all nominals of each locality, or if `rag` is one every count of the large.
    """
    localities = release.localities(rag)
    counts = _counts(release, localities)
    if release.localities_by.larger and rag == ALL:
        counts = {name: cells for name, cells in counts.items() if name == ALL.capitalize()}
    frame = localities[["locality", "wards"]].assign(**counts)
    return frame.rename(columns={"locality": "Locality", "wards": "Wards"})


def whole_table(release: Release, ward_set: WardSet) -> pd.DataFrame:
    """Every ward, locality and those on no ward of the map, and the whole area, as further rows."""
    beside = release.beside()
    reasons = zip(beside.why, beside.place, strict=True)
    off_map = pd.DataFrame({"Ward": [f"{why}: {place}" if place else why for why, place in reasons]})
    area = pd.DataFrame({column: [release.total(column)] for column in COUNTS})
    parts = [
        table(release, ward_set),
        *_of_localities(release),
        off_map.assign(**_counts(release, beside), **_given_as(release, beside)),
        pd.DataFrame({"Ward": ["The whole area"], **_counts(release, area), **_given_as(release, area)}),
    ]
    # An empty part would change the others’ columns: pandas takes its types into account.
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _of_localities(release: Release) -> Iterator[pd.DataFrame]:
    """The localities as rows of the table of wards; the large ones as well, where there are any."""
    for rag, size in ((ALL, "Locality"), (Rag.RED, LARGE.capitalize())):
        table = locality_table(release, rag)
        if rag != ALL and (not release.localities_by.larger or table.empty):
            return
        named = [f"{tagged(size, made_up=release.invented)}: {name}" for name in table.Locality]
        rows = table.drop(columns=["Locality", "Wards"]).assign(Ward=named)
        if release.localities_by.larger and rag == ALL and release.audience is not Audience.PUBLIC:
            # Not empty, which would be “not in the return” (decision 7).
            rows = rows.assign(**{one.capitalize(): f"by {LARGE}" for one in Rag})
        yield rows


def sources_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Where a ward's figures stand in the source; `rows` as `disclosure.exact_figures.sources` gives them."""
    cell = rows.sheet.where(rows.sheet == "", rows.sheet + "!") + rows.cell
    return pd.DataFrame(
        {
            "RAG": rows.rag,
            "Nominals": figure_words(rows),
            "Cell in the source": cell,
            "As written": rows.as_written,
            "Recorded as": rows.place_text,
        }
    )


def about(release: Release, ward_set: WardSet, *, source: str, who: str) -> dict[str, str]:
    """What stands on the second sheet of the file: what it is, from where, for whom and how shown."""
    where = f"{ward_set.authority.name}, {release.month:%B %Y}"
    given_as = "What the sender gave in the stead of a count, or beside it. It is in no sum."
    otherwise, localities = any(map(_is_otherwise, release.cells.values())), release.localities_by
    return {
        "What": f"IOM nominals by ward, {where}",
        "Source": source,
        "Who may see this": who,
        "Wards": ward_set.title,
        **({GIVEN_AS: given_as} if otherwise else {}),
        **(
            {LOCALITIES: made_by(ward_set, localities)}
            if localities.illustrative or localities.source
            else {}
        ),
        **({"Empty cell": NO_FIGURE} if release.exact else {"Bands": bands(release)}),
        **about_wards(ward_set),
    }


def about_wards(ward_set: WardSet) -> dict[str, str]:
    """Where what stands beside the counts is from: residents, and deprivation where any was loaded."""
    deprivation = sources_of_deprivation(ward_set.wards)
    residents = estimate(sources_of_residents(ward_set.wards))
    return {"Residents": residents, **({"Deprivation": deprivation} if deprivation else {})}


def made_by(ward_set: WardSet, localities: GroupingInForce) -> str:
    """Who made the localities of these wards and from what, or that they are made up."""
    if localities.illustrative:
        return f"Localities are made up, of {ward_set.title}: nobody works by them."
    by_size = " All nominals are shown by them, each RAG by the large ones." if localities.larger else ""
    if not localities.source:
        return f"Localities were made by leads, of {ward_set.title}.{by_size}"
    return (
        f"Localities are ours, made with this app of {ward_set.title} {localities.source}; "
        f"no council or partnership agreed them.{by_size}"
    )


def bands(release: Release) -> str:
    """What the lowest bands also stand for, and what is not given; nothing where all is exact."""
    if release.exact:
        return ""
    # Both once, or one where they are the same: "0–4 or 0–9 also stands where …" (decision 65).
    labels = dict.fromkeys(between(*bands.first).text for bands in (release.rule.counts, release.rule.by_rag))
    some_not_given = any(cell.state is CellState.NOT_GIVEN for cell in release.cells.values())
    return " ".join([not_named(" or ".join(labels)), *([NOT_GIVEN_MEANS] if some_not_given else [])])


def _counts(release: Release, rows: pd.DataFrame) -> dict[str, Any]:
    """The columns of counts; the public is told of no RAG."""
    # The public is told the whole of a place alone (decision 64).
    columns = [ALL] if release.audience is Audience.PUBLIC else COUNTS
    if release.exact:
        return {column.capitalize(): [cell.number for cell in rows[column]] for column in columns}
    return {column.capitalize(): texts(rows[column]) for column in columns}


def _given_as(release: Release, rows: pd.DataFrame) -> dict[str, list[str]]:
    """A column beside the numbers: `fewer than 5; red: 12 (revised)`; none where all are plain ones."""
    if not any(_is_otherwise(cell) for cell in release.cells.values()):
        return {}
    columns = zip(*(rows[column] for column in COUNTS), strict=True)
    return {GIVEN_AS: ["; ".join(_said(zip(COUNTS, cells, strict=True))) for cells in columns]}


def _said(cells: Iterable[tuple[str, Released]]) -> Iterator[str]:
    for column, cell in cells:
        if _is_otherwise(cell):
            which = "" if column == ALL else f"{column}: "
            yield f"{which}{cell.text}{f' ({cell.mark})' if cell.mark else ''}"


def _is_otherwise(cell: Released) -> bool:
    return cell.state is CellState.AS_GIVEN or bool(cell.mark)


def texts(cells: Iterable[Released]) -> list[str]:
    """The words of the cells."""
    return [cell.text for cell in cells]
