"""What a ward map shows: for each ward a class and a label, sent as values without shapes."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from probation_commission.views.maps.base import command
from probation_commission.views.maps.legends import LegendEntry
from probation_commission.views.terms import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import folium

ZERO = "#ffffff"
BLUES = (ZERO, "#cfe1f2", "#93c4df", "#4b98ca", "#1764ab", "#08306b")
REDS = (ZERO, "#fdd8b3", "#fdab66", "#f26b3a", "#cc2a10", "#7a0403")
# Textures and not greys: a grey is taken for a class, and on a washed-out wall for white (decision 7).
NOT_SHOWN = "hatch"
NO_RETURN = "dots"
MADE_UP = "Made-up figures"


@dataclass(frozen=True, slots=True)
class Shade:
    """The class of a ward and what its tooltip says; `step` None: there is a figure, and it is not shown."""

    step: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes (low, high) of the figures above zero, both ends included; step 0 is zero itself."""

    breaks: tuple[tuple[float, float], ...]
    colours: Sequence[str]

    def step(self, value: float) -> int:
        """The step of a value: 0 for zero, else the first class that reaches the value, at most the last."""
        if value <= 0:
            return 0
        return min(len(self.breaks), 1 + bisect_left(self.breaks, value, key=itemgetter(1)))

    def palette(self) -> list[str]:
        """The colour of each step; few classes use the ends of the palette, for contrast."""
        last = len(self.colours) - 1
        classes = len(self.breaks)
        return [
            self.colours[0],
            *(self.colours[round(last * (step + 1) / classes)] for step in range(classes)),
        ]

    def entries(self) -> list[LegendEntry]:
        """The legend's lines, zero first."""
        texts = ["0", *(f"{low:g}" if low == high else f"{low:g} to {high:g}" for low, high in self.breaks)]
        return [LegendEntry(colour, text) for colour, text in zip(self.palette(), texts, strict=True)]


def class_breaks(values: Iterable[float], steps: int = 5) -> tuple[tuple[float, float], ...]:
    """The classes, at most `steps`, of equal width up to the greatest value, (low, high), ends included.

    Whole numbers get whole classes; others are cut at one decimal. Zero has no class of its own here.
    Give all months together, so that a colour means the same in each.
    """
    figures = [value for value in values if value > 0]
    # Counts have whole classes, "1 to 3"; rates are cut at tenths, "0.1 to 0.4".
    unit = 1 if all(float(value).is_integer() for value in figures) else 10
    top = math.ceil(max(figures, default=0) * unit)
    width = max(1, math.ceil(top / steps))
    return tuple(
        ((low + 1) / unit, (low + width) / unit) if unit > 1 else (low + 1, low + width)
        for low in range(0, top, width)
    )


def ward_shading(
    shades: Mapping[str, Shade],
    palette: Sequence[str],
    *,
    selected: str | None = None,
    missing: str = "no return received",
    joined: Iterable[Iterable[str]] = (),
    made_up: bool = False,
) -> folium.FeatureGroup:
    """The values for `ward_map`; a ward without a shade is drawn and labelled as `missing`.

    Wards `joined` are drawn as one, by their outer edge; `selected` is then any of them. Figures that are
    made up are called so within the map, since its picture is passed on without the page.
    """
    # By shade and not by ward: six thousand wards share a few dozen shades, so little is sent.
    groups: dict[Shade, list[str]] = defaultdict(list)
    for code, shade in shades.items():
        groups[shade].append(code)
    rows = [[_fill(shade, palette), said(shade.label), " ".join(codes)] for shade, codes in groups.items()]
    values: dict[str, object] = {"groups": rows, "selected": selected, "missing": missing}
    if made_up:
        values["note"] = MADE_UP
    # Their edge is drawn by the browser from the sides that one of them has alone (decision 57).
    together = [" ".join(codes) for codes in joined]
    return command("shade", values | {"joined": together} if together else values)


def _fill(shade: Shade, palette: Sequence[str]) -> str:
    return NOT_SHOWN if shade.step is None else palette[shade.step]
