"""How the IOM counts of wards are drawn: classes of exact figures, or bands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from probation_commission.disclosure.counts import BANDS, NO_FIGURE
from probation_commission.domain.iom import Rag
from probation_commission.views.legends import LegendEntry
from probation_commission.views.shading import BLUES, NO_RETURN, REDS, Classes, Shade, class_breaks

PALETTES = {Rag.RED.value: REDS}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the map needs: a shade for each ward with a figure, the palette, the legend."""

    shades: dict[str, Shade]
    palette: list[str]
    legend: list[LegendEntry]


def in_classes(
    values: Mapping[Any, float], texts: Mapping[Any, str], across: Iterable[float], rag: str
) -> Drawing:
    """Exact figures in classes that are the same in every month (`across`: all of them)."""
    classes = Classes(class_breaks(across), PALETTES.get(rag, BLUES))
    shades = {code: Shade(classes.step(value), texts[code]) for code, value in values.items()}
    return Drawing(shades, classes.palette(), [*classes.entries(), _missing()])


def in_bands(positions: Mapping[Any, float], texts: Mapping[Any, str], rag: str) -> Drawing:
    """Positions in `BANDS`, with no count anywhere."""
    whole = PALETTES.get(rag, BLUES)
    palette = [whole[round(step * (len(whole) - 1) / (len(BANDS) - 1))] for step in range(len(BANDS))]
    legend = [LegendEntry(colour, one.label) for colour, one in zip(palette, BANDS, strict=True)]
    shades = {code: Shade(int(step), texts[code]) for code, step in positions.items()}
    return Drawing(shades, palette, [*legend, _missing()])


def _missing() -> LegendEntry:
    return LegendEntry(NO_RETURN, NO_FIGURE)
