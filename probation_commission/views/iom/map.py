"""How the IOM counts of wards are drawn: classes of counts or of rates, or bands; and what is not shown."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from probation_commission.analysis.iom import rate
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.released import NO_FIGURE, CellState, Released, between
from probation_commission.domain.iom import Rag
from probation_commission.domain.places import PlaceKind
from probation_commission.views.iom.picture import CohortPicture
from probation_commission.views.iom.words import WHO, labelled
from probation_commission.views.maps import (
    BLUES,
    NO_RETURN,
    NOT_SHOWN,
    REDS,
    Classes,
    LegendEntry,
    Shade,
    blended,
    class_breaks,
)

NO_COUNT = "a bound or a mark, no count"
PALETTES = {Rag.RED.value: REDS}
_MOST_BANDS = 12
"""Lines of a legend that are still read, and blues that are still told apart."""
_FEWEST = 3
"""Classes that are told apart on a map, where as many different figures are on it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the map needs: a shade for each ward with a figure, the palette, the legend."""

    shades: dict[str, Shade]
    palette: list[str]
    legend: list[LegendEntry]


def of_wards(picture: CohortPicture) -> tuple[Drawing, str]:
    """How the wards are drawn, and the legend's title."""
    who = WHO[picture.rag]
    cells = {row.ward_code: labelled(row[picture.rag], who) for _, row in picture.wards.iterrows()}
    across = [cell for release in picture.alike for cell in release.every(PlaceKind.WARD, picture.rag)]
    return drawn(picture, cells, across, picture.wards.set_index("ward_code").residents)


def drawn(
    picture: CohortPicture,
    cells: Mapping[str, Released],
    across: Iterable[Released],
    residents: "pd.Series[float] | None",
    suffix: str = "",
) -> tuple[Drawing, str]:
    """How cells are drawn (in bands, or as counts or rates in classes), and the legend's title.

    `across`: the cells of every month on these wards; `residents` of each cell, for those who see exact
    counts. A place whose residents are not known has no rate.
    """
    who = WHO[picture.rag].capitalize()
    # A band has no rate: with the residents, which are public, the rate would give the count away.
    if not picture.exact:
        return in_bands(cells, across, picture.bands, picture.rag), f"{who}{suffix}, in bands"
    values = {code: float(cell.low) for code, cell in cells.items() if cell.known}
    if residents is None or not picture.per_residents:
        counts = [cell.low for cell in across if cell.known]
        own = suits(values.values(), counts) is not counts
        title = f"{who}{suffix}{', in classes of this month alone' if own else ''}"
        return in_classes(cells, values, values.values() if own else counts, picture.rag), title
    known_rates = rate(pd.Series(values, dtype=float), residents[list(values)]).dropna()
    rates = {str(code): float(per_thousand) for code, per_thousand in known_rates.items()}
    # What is "fewer than 5" has no rate, and is not drawn as if the return said nothing of it.
    with_rates = {code: cell for code, cell in cells.items() if not cell.known} | {
        code: replace(cells[code], text=f"{cells[code].text}, {per_thousand:.2f} per 1,000 (estimate)")
        for code, per_thousand in rates.items()
    }
    title = f"{who} per 1,000 residents{suffix} (estimate)"
    return in_classes(with_rates, rates, rates.values(), picture.rag), title


def suits(values: Collection[float], across: Sequence[float]) -> Collection[float]:
    """Of which figures the classes are made: those of all months (`across`), or of the month's own alone.

    Whoever steps through the months sees a shade mean the same in each, unless hardly anything could be told
    apart on this month's map so (decision 190).
    """
    classes = Classes(class_breaks(across), BLUES)
    told_apart = len({classes.step(value) for value in values})
    return across if told_apart >= min(_FEWEST, len(set(values))) else values


def in_classes(
    cells: Mapping[str, Released], values: Mapping[str, float], across: Iterable[float], rag: str
) -> Drawing:
    """The numbers in classes that are made of the figures `across`.

    `values`: what is drawn of each cell that is shown; the words of a shade are those of its cell.
    """
    classes = Classes(class_breaks(across), PALETTES.get(rag, BLUES))
    steps = {code: classes.step(value) for code, value in values.items()}
    drawing = _drawing(cells, steps, classes.palette(), classes.entries())
    drawing.legend.append(LegendEntry(NO_RETURN, NO_FIGURE))
    return drawing


def in_bands(cells: Mapping[str, Released], across: Iterable[Released], bands: Bands, rag: str) -> Drawing:
    """The bands up to the highest shown in any month (`across`: all of them), with no count anywhere."""
    every = bands.up_to(max((cell.low for cell in across if cell.known), default=0))
    # One ward of 7,000, a slip of somebody's, is 700 bands: then several of them share a colour and a line.
    shared = math.ceil(len(every) / _MOST_BANDS)
    ladder = [(every[n][0], every[n : n + shared][-1][1]) for n in range(0, len(every), shared)]
    whole = PALETTES.get(rag, BLUES)
    last = max(len(ladder) - 1, 1)
    # Few bands are spread over the whole palette: three blues side by side look alike on a wall.
    palette = [blended(whole, step / last) for step in range(len(ladder))]
    labels = [between(low, high).text for low, high in ladder]
    # Nought and a ward that the return does not name are in the first band together (decision 65).
    labels[0] += f" or {NO_FIGURE}"
    steps = {code: bands.position(cell.low) // shared for code, cell in cells.items() if cell.known}
    # The highest band of a locality may be open: "20 or more", whatever the others say (decision 67).
    for step in {step for code, step in steps.items() if cells[code].high is None}:
        labels[step] += " or more"
    legend = [LegendEntry(colour, label) for colour, label in zip(palette, labels, strict=True)]
    return _drawing(cells, steps, palette, legend)


def _drawing(
    cells: Mapping[str, Released], steps: Mapping[str, int], palette: list[str], legend: list[LegendEntry]
) -> Drawing:
    # A ward without a figure gets no shade: the map draws it with a texture of its own (decision 7).
    given = {code: cell for code, cell in cells.items() if cell.state is not CellState.NO_FIGURE}
    shades = {code: Shade(steps.get(code), cell.text) for code, cell in given.items()}
    states = {cell.state for cell in given.values()}
    words = {
        CellState.NOT_SHOWN: "not shown",
        CellState.NOT_GIVEN: "not given",
        CellState.AS_GIVEN: NO_COUNT,
    }
    more = [LegendEntry(NOT_SHOWN, label) for state, label in words.items() if state in states]
    return Drawing(shades, palette, [*legend, *more])
