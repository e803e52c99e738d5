"""What a ward map shows: for each ward a class and a label, sent as values without shapes."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from probation_commission.views.maps.base import command
from probation_commission.views.maps.legends import LegendEntry

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
    letter: str = ""
    """What stands on the ward itself, where its colour alone would not do."""


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


def blended(colours: Sequence[str], share: float) -> str:
    """The colour at that share of the way through a palette: the palette's own, or between two of them."""
    place = share * (len(colours) - 1)
    before, after = math.floor(place), math.ceil(place)
    one, other = (bytes.fromhex(colours[number].removeprefix("#")) for number in (before, after))
    mixed = (round(a + (b - a) * (place - before)) for a, b in zip(one, other, strict=True))
    return f"#{bytes(mixed).hex()}"


def class_breaks(values: Iterable[float], steps: int = 5) -> tuple[tuple[float, float], ...]:
    """The classes, at most `steps`, with about as many figures each, (low, high), ends included.

    Whole numbers get whole classes; others are cut at one decimal. Zero has no class of its own here. Give
    all months together, so that a colour means the same in each: one month that reached 15 makes the last
    class wide and leaves the others as they are.
    """
    figures = [value for value in values if value > 0]
    # Counts have whole classes, "1 to 3"; rates are cut at tenths, "0.1 to 0.4".
    unit = 1 if all(float(value).is_integer() for value in figures) else 10
    tops = [top / unit if unit > 1 else top for top in _tops([math.ceil(f * unit) for f in figures], steps)]
    lows = [
        1 / unit if unit > 1 else 1,
        *((round(top * unit) + 1) / unit if unit > 1 else top + 1 for top in tops),
    ]
    return tuple(zip(lows, tops, strict=False))


def _tops(figures: Sequence[int], steps: int) -> list[int]:
    """The highest figure of each class: equal figures are never parted, what is left is shared out anew."""
    counts = sorted(Counter(figures).items())
    tops: list[int] = []
    left, inside = len(figures), 0
    for position, (figure, count) in enumerate(counts):
        inside += count
        classes_left, others = steps - len(tops), len(counts) - position - 1
        enough = inside >= left / classes_left or others < classes_left
        if others == 0 or (classes_left > 1 and enough):
            tops.append(figure)
            left, inside = left - inside, 0
    return tops


def ward_shading(
    shades: Mapping[str, Shade],
    palette: Sequence[str],
    *,
    selected: str | None = None,
    missing: str = "no return received",
    joined: Iterable[Iterable[str]] = (),
    names: Iterable[str] = (),
    made_up: bool = False,
) -> folium.FeatureGroup:
    """The values for `ward_map`; a ward without a shade is drawn and labelled as `missing`.

    Wards `joined` are drawn as one, by their outer edge, with its name of `names`; `selected` is then any of
    them. A ward's own name comes with its outline. Figures that are made up are called so within the map,
    since its picture is passed on without the page.
    """
    # By shade and not by ward: six thousand wards share a few dozen shades, so little is sent.
    groups: dict[Shade, list[str]] = defaultdict(list)
    for code, shade in shades.items():
        groups[shade].append(code)
    rows = [
        [_fill(shade, palette), shade.label, " ".join(codes), *([shade.letter] if shade.letter else [])]
        for shade, codes in groups.items()
    ]
    values: dict[str, object] = {"groups": rows, "selected": selected, "missing": missing}
    if made_up:
        values["note"] = MADE_UP
    # Their edge is drawn by the browser from the sides that one of them has alone (decision 57).
    together = [" ".join(codes) for codes in joined]
    return command("shade", values | {"joined": together, "names": [*names]} if together else values)


def _fill(shade: Shade, palette: Sequence[str]) -> str:
    return NOT_SHOWN if shade.step is None else palette[shade.step]
