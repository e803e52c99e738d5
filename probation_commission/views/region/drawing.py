"""How a region is drawn: one scale for all months, what is not known in textures, never as nought."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import folium
import numpy as np

from probation_commission.disclosure.released import CellState, Released
from probation_commission.views.maps import (
    NO_RETURN,
    NOT_SHOWN,
    LegendEntry,
    Shade,
    ward_shading,
)
from probation_commission.views.marks import tagged
from probation_commission.views.region.areas import RegionArea
from probation_commission.views.region.measures import RegionMeasure

STEPS = 5
ELSEWHERE = "#e6eaee"
"""Of the authorities of other regions, which lie around this one."""
_WIDTHS = (1, 2, 5, 10)
LOWER_END = "A range is shaded by its lower end."
"""Where there is one."""


@dataclass(frozen=True, slots=True)
class RegionScale:
    """The classes of a measure: of one width, from nought up; nought by itself where counts are exact."""

    width: float
    classes: int
    zero: bool
    measure: RegionMeasure
    first: float = 0
    """Where the classes begin: at nought, but for figures of which none is near it."""

    def step(self, cell: Released) -> int:
        """The class of what is shown."""
        if self.measure.levels:
            return int(cell.low)
        at = min(int((cell.low - self.first) / self.width + 1e-9), self.classes - 1)
        return at + 1 if self.zero and cell.low > 0 else at

    def palette(self) -> list[str]:
        """A colour for each class, from the whole of the palette."""
        colours = self.measure.colours
        if self.measure.levels:
            return [colours[0], colours[2], colours[4]]
        used = colours if self.zero else colours[1:]
        last = max(self.classes - (not self.zero), 1)
        return [used[round(step * (len(used) - 1) / last)] for step in range(self.classes + self.zero)]

    def labels(self) -> list[str]:
        """The words of each class."""
        if self.measure.levels:
            return list(self.measure.levels)
        edges = [self.first + self.width * step for step in range(self.classes + 1)]
        if places := self.measure.places if self.width < 1 else 0:
            ranges = [f"{low:,.{places}f} to under {high:,.{places}f}" for low, high in pairwise(edges)]
        elif self.measure.places:
            ranges = [f"{low:,.0f} to under {high:,.0f}" for low, high in pairwise(edges)]
        else:
            ranges = [f"{low:,.0f} to {high - 1:,.0f}" for low, high in pairwise(edges)]
        if self.zero:
            ranges[0] = ranges[0].replace("0", "over 0", 1) if self.measure.places else f"1{ranges[0][1:]}"
        return [*(["0"] if self.zero else []), *ranges]


@dataclass(frozen=True, slots=True)
class RegionDrawing:
    """What the map, its legend and the small maps of a year need."""

    scale: RegionScale
    cells: Mapping[date, Mapping[str, Released]]
    """What is told of each area in each month, by its key."""
    legend: list[LegendEntry]

    @property
    def note(self) -> str:
        """How ranges are shaded, where there are any."""
        states = {cell.state for of_month in self.cells.values() for cell in of_month.values()}
        return LOWER_END if CellState.RANGE in states else ""

    def fill(self, cell: Released) -> str:
        """The colour or texture of what is told."""
        if cell.known:
            return self.scale.palette()[self.scale.step(cell)]
        return NO_RETURN if _absent(cell, self.scale.measure) else NOT_SHOWN


def drawn(
    areas: Sequence[RegionArea], measure: RegionMeasure, months: Iterable[date], month: date
) -> RegionDrawing:
    """How the areas are drawn, with classes that are the same in all of these months."""
    cells = {at: {area.key: measure.of(area.of(at)) for area in areas} for at in months}
    every = [cell for of_month in cells.values() for cell in of_month.values()]
    known = [cell for cell in every if cell.known]
    scale = _scale(measure, known)
    entries = [
        LegendEntry(colour, words) for colour, words in zip(scale.palette(), scale.labels(), strict=True)
    ]
    if measure.levels:
        entries = entries[1:]
    now = cells.get(month, {}).values()
    hidden = dict.fromkeys(cell.text for cell in now if not cell.known and not _absent(cell, measure))
    legend = [*entries, *(LegendEntry(NOT_SHOWN, words) for words in hidden)]
    return RegionDrawing(scale, cells, [*legend, LegendEntry(NO_RETURN, measure.missing)])


def _absent(cell: Released, measure: RegionMeasure) -> bool:
    """Whether it is no figure because there is no return; one that names no such count is another thing."""
    return cell.state is CellState.NO_FIGURE and cell.text == measure.missing


def _scale(measure: RegionMeasure, known: Sequence[Released]) -> RegionScale:
    lows = [cell.low for cell in known]
    top, bottom = max(lows, default=0), min(lows, default=0) if measure.from_least else 0
    # A band of ten is in one class; where all is exact, classes may be finer, and nought has its own.
    zero = not measure.from_least and all(cell.state is CellState.COUNT for cell in known)
    least = 10.0**-measure.places if zero or measure.places else 10.0
    width = max(_round((top - bottom) / STEPS * 1.001, least), least)
    first = bottom // width * width
    classes = max(1, min(STEPS, int((top - first) / width + 1e-9) + 1))
    return RegionScale(width, classes, zero, measure, first)


def _round(width: float, least: float) -> float:
    """The width rounded up to 1, 2 or 5 tens, hundreds, …, which people can read."""
    if width <= least:
        return least
    power = 10.0 ** np.floor(np.log10(width))
    return float(next(power * step for step in _WIDTHS if power * step >= width - 1e-9))


def region_shading(
    areas: Sequence[RegionArea],
    drawing: RegionDrawing,
    month: date,
    *,
    elsewhere: Iterable[str] = (),
    selected: str | None = None,
    joined: bool = False,
) -> folium.FeatureGroup:
    """The values for the map; units are drawn as one, by their outer edge."""
    measure, palette = drawing.scale.measure, [*drawing.scale.palette(), ELSEWHERE]
    shades = {code: Shade(len(palette) - 1, "in another region") for code in elsewhere}
    made_up = False
    for area in areas:
        cell, totals = drawing.cells[month][area.key], area.of(month)
        if _absent(cell, measure):
            continue
        made_up |= totals.made_up
        words = tagged(cell.text, made_up=totals.made_up)
        label = f"{area.name}: {words}" if joined else words
        step = drawing.scale.step(cell) if cell.known else None
        shades |= {code: Shade(step, label) for code in area.codes}
    return ward_shading(
        shades,
        palette,
        selected=selected,
        missing=measure.missing,
        joined=[list(area.codes) for area in areas] if joined else (),
        names=[area.name for area in areas] if joined else (),
        made_up=made_up,
    )
