"""How the IOM counts of wards are drawn: classes of counts or of rates, or bands; and what is not shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from probation_commission.disclosure.bands import Band
from probation_commission.disclosure.released import NO_FIGURE, Released, State
from probation_commission.domain.iom import Rag
from probation_commission.views.legends import LegendEntry
from probation_commission.views.shading import (
    BLUES,
    NO_RETURN,
    NOT_SHOWN,
    REDS,
    Classes,
    Shade,
    class_breaks,
)

PALETTES = {Rag.RED.value: REDS}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the map needs: a shade for each ward with a figure, the palette, the legend."""

    shades: dict[str, Shade]
    palette: list[str]
    legend: list[LegendEntry]


def in_classes(
    cells: Mapping[str, Released], values: Mapping[str, float], across: Iterable[float], rag: str
) -> Drawing:
    """Numbers in classes that are the same in every month (`across`: all of them).

    `values`: what is drawn of each cell that is shown; the words of a shade are those of its cell.
    """
    classes = Classes(class_breaks(across), PALETTES.get(rag, BLUES))
    steps = {code: classes.step(value) for code, value in values.items()}
    return _drawing(cells, steps, classes.palette(), classes.entries())


def in_bands(cells: Mapping[str, Released], bands: Sequence[Band], rag: str) -> Drawing:
    """The bands, with no count anywhere."""
    whole = PALETTES.get(rag, BLUES)
    palette = [whole[round(step * (len(whole) - 1) / (len(bands) - 1))] for step in range(len(bands))]
    legend = [LegendEntry(colour, one.label) for colour, one in zip(palette, bands, strict=True)]
    steps = {code: int(cell.value) for code, cell in cells.items() if cell.value is not None}
    return _drawing(cells, steps, palette, legend)


def _drawing(
    cells: Mapping[str, Released], steps: Mapping[str, int], palette: list[str], legend: list[LegendEntry]
) -> Drawing:
    given = {code: cell for code, cell in cells.items() if cell.state is not State.NO_FIGURE}
    shades = {code: Shade(steps.get(code), cell.text) for code, cell in given.items()}
    hidden = sorted({cell.text for cell in given.values() if cell.state is State.NOT_SHOWN})
    last = [LegendEntry(NO_RETURN, NO_FIGURE)]
    return Drawing(shades, palette, [*legend, *(LegendEntry(NOT_SHOWN, words) for words in hidden), *last])
