"""How a change is drawn on the map: up and down in colours that part, each with its letter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from probation_commission.disclosure.changes import Change, Way
from probation_commission.domain.words import listed, plural
from probation_commission.views.iom.changes import Earlier, Then
from probation_commission.views.iom.localities import LocalityPicture
from probation_commission.views.iom.locality_changes import of_localities
from probation_commission.views.iom.map import Drawing
from probation_commission.views.iom.picture import CohortPicture
from probation_commission.views.iom.words import UNITS, WHO
from probation_commission.views.maps import (
    NO_RETURN,
    NOT_SHOWN,
    LegendEntry,
    Shade,
    class_breaks,
    lettered,
)

# Purple and orange part for every kind of colour blindness; neither is said to be good or bad.
_DOWN, _UP, _SAME = ("#b2abd2", "#7f6bb3"), ("#fdb863", "#e66101"), "#ffffff"
_WEAK, _STRONG = 1, 2
PALETTE = [_SAME, *_DOWN, *_UP]
"""By step: no change; down a little and much; up a little and much."""
_DOWN_FROM, _UP_FROM = 0, 2
_NOT_BOTH = "not in both returns"
_WHY_NOT = "no telling: what is shown of the two months can’t decide it"


@dataclass(frozen=True, slots=True)
class ChangeDrawing:
    """A drawing of changes: what it says in a sentence, and what a place without a shade is called."""

    drawing: Drawing
    title: str
    missing: str


def of_wards(picture: CohortPicture, earlier: Earlier) -> ChangeDrawing:
    """How the change of each ward is drawn."""
    thens = earlier.of_wards(picture.ward_set, picture.rag)
    now = {row.ward_code: row[picture.rag].text for _, row in picture.wards.iterrows()}
    return _drawn(picture, earlier, thens, now, unit="ward", by="by ward")


def of_each_locality(localities: LocalityPicture, earlier: Earlier) -> ChangeDrawing:
    """The same of each locality, by its name."""
    picture, rows = localities.picture, localities.rows
    now = {row.locality: row[picture.rag].text for _, row in rows.iterrows()}
    thens = {
        name: then for name, then in of_localities(localities, earlier).items() if name in localities.wards_of
    }
    by = localities.titled("by locality")
    made = _drawn(picture, earlier, thens, now, unit="locality", by=by)
    labelled = {
        code: Shade(shade.step, f"{code}: {shade.label}", shade.letter)
        for code, shade in made.drawing.shades.items()
    }
    return ChangeDrawing(Drawing(labelled, PALETTE, made.drawing.legend), made.title, made.missing)


def _drawn(
    picture: CohortPicture,
    earlier: Earlier,
    thens: Mapping[str, Then],
    now: Mapping[str, str],
    *,
    unit: str,
    by: str,
) -> ChangeDrawing:
    months = f"{earlier.named} to {picture.month:%B %Y}"
    title = f"Change in {WHO[picture.rag]} {by}, {months}"
    if why := earlier.missing or earlier.other_wards(picture.ward_set).rstrip("."):
        label = earlier.missing or f"other wards in {earlier.named}"
        return ChangeDrawing(Drawing({}, PALETTE, [LegendEntry(NO_RETURN, label)]), f"{title}: {why}", label)
    breaks = class_breaks([then.change.by for then in thens.values() if then.change.by], 2)
    shades = {
        place: Shade(
            _step(then.change, breaks),
            f"{then.change.text}: {then.before.text if then.before else ''} in {earlier.named}, "
            f"{now[place]} in {picture.month:%B %Y}",
            then.change.letter,
        )
        for place, then in thens.items()
        if then.change.way not in {Way.NO_FIGURE, Way.OTHER_PLACE}
    }
    legend = _legend(thens, breaks)
    return ChangeDrawing(Drawing(shades, PALETTE, legend), f"{title}: {_tally(thens, unit)}", _NOT_BOTH)


def _step(change: Change, breaks: tuple[tuple[float, float], ...]) -> int | None:
    """The step of the palette; None where nobody can tell, which has the texture of what is not shown."""
    if not change.told:
        return None
    if change.way is Way.SAME:
        return 0
    much = _STRONG if change.by is None or len(breaks) < _STRONG or change.by > breaks[0][1] else _WEAK
    return (_UP_FROM if change.way is Way.UP else _DOWN_FROM) + much


def _legend(thens: Mapping[str, Then], breaks: tuple[tuple[float, float], ...]) -> list[LegendEntry]:
    ways = {then.change.way for then in thens.values()}
    exact = bool(breaks) or Way.SAME in ways
    entries = [
        *([_of_way(Way.DOWN, _DOWN_FROM, low_high) for low_high in _classes(breaks)[::-1]]),
        *([LegendEntry(_SAME, str(Way.SAME))] if exact else []),
        *([_of_way(Way.UP, _UP_FROM, low_high) for low_high in _classes(breaks)]),
    ]
    rest = {Way.NO_TELLING: (NOT_SHOWN, _WHY_NOT), Way.NO_FIGURE: (NO_RETURN, _NOT_BOTH)}
    return [*entries, *(LegendEntry(*entry) for way, entry in rest.items() if way in ways)]


def _classes(breaks: tuple[tuple[float, float], ...]) -> list[tuple[int, str]]:
    """The strength and the words of each class; one without a number where only the way is known."""
    words = [f" {low:g}" if low == high else f" {low:g} to {high:g}" for low, high in breaks]
    return (
        [*zip((_WEAK, _STRONG), words, strict=True)] if len(words) == _STRONG else [(_STRONG, "".join(words))]
    )


def _of_way(way: Way, first: int, of: tuple[int, str]) -> LegendEntry:
    strength, words = of
    return LegendEntry(lettered(PALETTE[first + strength], Change(way).letter), f"{way}{words}")


def _tally(thens: Mapping[str, Then], unit: str) -> str:
    """`up in 12 wards, down in 9 and no change in 30`: the finding of the map."""
    counts = Counter(then.change.way for then in thens.values())
    said: list[str] = []
    for way, words in _TOLD.items():
        if count := counts[way]:
            said.append(words.format(count if said else plural(count, unit, UNITS[unit])))
    return listed(said)


_TOLD = {way: f"{way} in {{}}" for way in (Way.UP, Way.DOWN, Way.SAME, Way.NO_TELLING)}
_TOLD[Way.NO_FIGURE] = f"{{}} {_NOT_BOTH}"
