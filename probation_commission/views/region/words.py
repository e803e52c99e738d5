"""What a region's page says: its finding, one area, the table of every figure, and where they come from."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from probation_commission.disclosure.breakdowns import BoroughFigure
from probation_commission.disclosure.released import CellState, Released, added_up
from probation_commission.domain.iom import ALL, COUNTS, MEASURE_LABELS
from probation_commission.domain.words import listed, plural
from probation_commission.views.markdown import plain
from probation_commission.views.marks import tagged
from probation_commission.views.region.areas import NO_RETURN, NOT_DIVIDED, NOT_SURE, RegionArea
from probation_commission.views.region.measures import MEASURES, RegionMeasure, either
from probation_commission.views.wards import estimate

UNITS = (
    "A unit's figures are the sum of what is shown of its authorities: a range where one of them is a range; "
    "one that sent no return is in no sum."
)
NO_CELL = "–"
NO_CELL_MEANS = "– means that no return was received; that is not nought."
_RATE = next(measure for measure in MEASURES if measure.key == "rate")
_RETURNS = next(measure for measure in MEASURES if measure.key == "returns")


def finding(areas: Sequence[RegionArea], month: date, where: str, kind: str, kinds: str) -> str:
    """How many areas sent a return of the month, and what is shown of their cohorts together."""
    there = [area for area in areas if area.of(month).counts]
    every = f"All {len(areas)} {kinds}" if len(there) == len(areas) > 1 else ""
    of = f"{every or f'{len(there)} of {plural(len(areas), kind, kinds)}'} of {where}"
    if not there:
        return f"No return of any {kind} of {where} was received for {month:%B %Y}."
    whole = added_up(area.of(month).count(ALL) for area in there)
    sent = "has a return" if len(there) == 1 else "have returns"
    if not whole.known:
        return f"{of} {sent} for {month:%B %Y}; what they add up to is not shown."
    together = "there" if len(there) == 1 else "together"
    return f"{of} {sent} for {month:%B %Y}: {whole.text} IOM nominals {together}."


def compared(areas: Sequence[RegionArea], measure: RegionMeasure, month: date) -> str:
    """What a comparison of boroughs says, highest first: `…, 2023 Q1: East 120 and West 90.`; else empty."""
    told = {area.name: measure.of(area.of(month)) for area in areas if measure.key in area.of(month).compared}
    highest = sorted((name for name, cell in told.items() if cell.known), key=lambda name: -told[name].low)
    if not highest:
        return ""
    return f"{measure.label}: {listed([f'{name} {told[name].text}' for name in highest])}."


def one(area: RegionArea, measure: RegionMeasure, month: date) -> str:
    """One area in a sentence of Markdown."""
    totals = area.of(month)
    cell = measure.of(totals)
    unit = f" {measure.unit}" if measure.unit and cell.known else ""
    said = tagged(f"{cell.text}{unit}", made_up=totals.made_up)
    parts = [f"**{plain(area.name)}**, {month:%B %Y}: {said}."]
    if area.units:
        parts.append(f"Its probation delivery unit: {plain(area.units)}.")
    if area.names:
        parts.append(f"Its authorities: {plain(area.names)} ({area.membership}).")
        parts += [f"Its source: {plain(area.remark)}."] if area.remark else []
        if totals.counts and totals.received < totals.expected:
            parts.append(f"{totals.received} of {totals.expected} sent a return.")
    return " ".join(parts)


def table(areas: Sequence[RegionArea], month: date) -> pd.DataFrame:
    """A row for each area with every figure of the month, in words; without a return a dash for each."""
    return pd.DataFrame([_row(area, month) for area in areas])


def _row(area: RegionArea, month: date) -> dict[str, str]:
    totals = area.of(month)
    cells = {column.capitalize(): totals.count(column) for column in COUNTS}
    cells["Per 1,000 residents (estimate)"] = _RATE.of(totals)
    beside = {"Authorities": area.names, "Which these are": area.membership}
    return {
        "Area": area.name,
        "Return": _RETURNS.of(totals).text,
        # "no return received" stands once in its row, beside the dashes.
        **{name: NO_CELL if cell is NO_RETURN else cell.text for name, cell in cells.items()},
        **(beside if area.names else {"PDU": area.units}),
    }


def comparison_table(compared: Sequence[BoroughFigure]) -> pd.DataFrame:
    """A row for each borough and stage of a comparison, with each measure and its change."""
    rows: dict[tuple[str, str, str], dict[str, Released]] = {}
    for figure in compared:
        row = rows.setdefault((figure.comparator, figure.stage, figure.period), {})
        words = MEASURE_LABELS.get(figure.measure, figure.measure)
        label = f"{words[:1].upper()}{words[1:]}"
        column = f"{label}, change" if figure.changed else label
        row[column] = either(row.get(column), figure.told)
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    return pd.DataFrame(
        [
            {"Area": comparator, "Stage": f"{stage} IOM", "Period": period}
            | {column: row[column].text if column in row else "not told" for column in columns}
            for (comparator, stage, period), row in rows.items()
        ]
    )


def notes(areas: Sequence[RegionArea], month: date) -> list[str]:
    """What is to be known of the table: of sums, of units that are not sure, of estimates."""
    unsure = [area.name for area in areas if area.membership == NOT_SURE]
    divided = [area.name for area in areas if area.of(month).count(ALL) is NOT_DIVIDED]
    return [
        *([UNITS] if any(area.names for area in areas) else []),
        *([f"Which authorities these have is not confirmed: {listed(unsure)}."] if unsure else []),
        *([f"Of these only a part of an authority is: {listed(divided)}."] if divided else []),
        *([] if all(area.of(month).counts for area in areas) else [NO_CELL_MEANS]),
        estimate([source for area in areas for source in area.of(month).residents_from]),
    ]


def about(areas: Sequence[RegionArea], month: date, where: str, *, source: str, who: str) -> dict[str, str]:
    """What stands on the second sheet of the file."""
    states = {area.of(month).count(column).state for area in areas for column in COUNTS}
    hidden = {"not shown": "There is a figure; it is not shown to this audience. It is not nought."}
    return {
        "What": f"IOM cohorts of {where}, {month:%B %Y}",
        "Source": source,
        "Who may see this": who,
        **(hidden if CellState.NOT_SHOWN in states else {}),
        "Notes": " ".join(notes(areas, month)),
    }
