"""The findings of the IOM page in a sentence, from what may be shown."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from probation_commission.disclosure.released import NO_FIGURE, CellState, Released, between
from probation_commission.domain.words import listed, plural

WHO = {"all": "nominals", "red": "red nominals", "amber": "amber nominals", "green": "green nominals"}
WHO["blue"] = "blue nominals"
UNITS = {"ward": "wards", "locality": "localities", "large locality": "large localities"}
_AS_SENT = (CellState.COUNT, CellState.AS_GIVEN)
_NO_COUNT = (CellState.AS_GIVEN, CellState.NOT_GIVEN)
_MOST_NAMES, _MOST_WARDS = 4, 3


def finding(
    wards: pd.DataFrame,
    beside: Iterable[Released],
    total: Released,
    *,
    rag: str,
    where: str,
    unit: str = "ward",
) -> str:
    """Where they live: of how many, most where, how many on no ward of the map; or the highest band.

    `wards` has ward and a column of `Released` named as the RAG; `where` ends the sentence: "Haringey, May
    2023". `unit`: "ward", or "locality" where the rows are these.
    """
    counted = _counted(wards, rag)
    if counted.empty:
        return f"{how_many(total, rag)} in {where}; this return does not give them by {unit}."
    if _all_as_sent(counted, rag):
        whole = total.text if total.numeric else "an unknown number of"
        on_map, rest = _exact(counted, beside, rag)
        otherwise = _given_otherwise(counted[rag], unit)
        return f"{on_map} of {whole} {WHO[rag]} in {where} are {rest}.{otherwise}"
    return f"{how_many(total, rag)} in {where}. {_highest(counted, rag, unit)}"


def on_a_wall(
    wards: pd.DataFrame, beside: Iterable[Released], total: Released, *, rag: str, where: str
) -> str:
    """The same by ward with a first sentence that is short enough for a title."""
    counted = _counted(wards, rag)
    if counted.empty or not _all_as_sent(counted, rag):
        return finding(wards, beside, total, rag=rag, where=where)
    on_map, rest = _exact(counted, beside, rag)
    return f"{how_many(total, rag)} in {where}. {on_map} are {rest}.{_given_otherwise(counted[rag], 'ward')}"


def _counted(wards: pd.DataFrame, rag: str) -> pd.DataFrame:
    return wards[[cell.state is not CellState.NO_FIGURE for cell in wards[rag]]]


def _all_as_sent(counted: pd.DataFrame, rag: str) -> bool:
    return all(cell.state in _AS_SENT for cell in counted[rag])


def _exact(counted: pd.DataFrame, beside: Iterable[Released], rag: str) -> tuple[float, str]:
    """How many are on the map, and what follows "are": `on a ward of the map, most in …; 52 are not`."""
    cells, others = list(counted[rag]), list(beside)
    numbers = counted[[cell.state is CellState.COUNT for cell in cells]]
    on_map = sum(cell.low for cell in cells)
    elsewhere = f"{sum(cell.low for cell in others)} are not"
    # "0–31" in no row: of those who are not on the map only the least is known.
    if any(cell.state is CellState.AS_GIVEN for cell in others):
        elsewhere = "how many are not is not given exactly"
    return on_map, f"on a ward of the map{_most_named(numbers, rag)}; {elsewhere}"


def _given_otherwise(cells: Iterable[Released], unit: str) -> str:
    """How many have "fewer than 5" or a mark in the stead of a count: these are in neither number."""
    count = sum(cell.state is CellState.AS_GIVEN for cell in cells)
    which = f"{count} {unit} has" if count == 1 else f"{count} {UNITS[unit]} have"
    return f" Not in these: {which} a bound or a mark and no count." if count else ""


def how_many(total: Released, rag: str) -> str:
    """`61 nominals`; that their number is not shown, not given, or not in the return."""
    if total.state is CellState.NO_FIGURE:
        return f"An unknown number of {WHO[rag]}"
    return f"{total.text} {WHO[rag]}" if total.numeric else f"{WHO[rag].capitalize()} ({total.text})"


def _most_named(counted: pd.DataFrame, rag: str) -> str:
    most = _most(counted.assign(value=[cell.low for cell in counted[rag]]))
    names = listed([f"{row.ward} ({row[rag].text})" for _, row in most.iterrows()])
    return f", most in {names}" if names else ""


def _most(counted: pd.DataFrame) -> pd.DataFrame:
    """The wards with the highest counts, at most three, and never some of several that are equal."""
    above_zero = counted[counted.value > 0].sort_values("value", ascending=False, kind="stable")
    # 9, 7, 5, 5: the fourth is as high as the third, so 9 and 7 are named and neither of the two fives.
    cut = above_zero.value.nlargest(_MOST_WARDS + 1).min() if len(above_zero) > _MOST_WARDS else 0
    return above_zero[above_zero.value > cut]


def _highest(counted: pd.DataFrame, rag: str, unit: str) -> str:
    """The highest band and where it is, ranked by lower ends; wards of one band by name."""
    shown = counted[[cell.known for cell in counted[rag]]]
    count = sum(cell.state is CellState.NOT_GIVEN for cell in counted[rag])
    not_given = f"; of {plural(count, unit, UNITS[unit])} it is not given" if count else ""
    if shown.empty:
        return f"Of no {unit} a number is given." if count else f"No {unit} is shown."
    lows = pd.Series([cell.low for cell in shown[rag]], index=shown.index)
    top = shown[lows == lows.max()]
    labels = {cell.text for cell in top[rag]}  # 20–29, and of another locality 20 or more
    label = labels.pop() if len(labels) == 1 else between(int(lows.max()), None).text
    # All in the first band: nobody can say that there is anybody at all (decision 65).
    if lows.max() == 0:
        which = f"{unit} whose number is given" if count else unit
        return f"In every {which} there are {label}, or it is {NO_FIGURE}{not_given}."
    names = f"{len(top)} {UNITS[unit]}" if len(top) > _MOST_NAMES else listed(sorted(top.ward))
    lowest = int((lows == 0).sum())
    others = f"; {lowest} of {len(shown)} are in the lowest" if lowest else ""
    return f"By {unit} in bands, the highest is {label}, in {names}{others}{not_given}."


def of_ward(row: pd.Series, rags: Iterable[str]) -> str:
    """One ward: `12 nominals, of them 5 red; amber not shown`."""
    cells = {rag: row[rag] for rag in rags if row[rag].state is not CellState.NO_FIGURE}
    shown = [as_said(cell, rag) for rag, cell in cells.items() if cell.state is not CellState.NOT_SHOWN]
    hidden = [rag for rag, cell in cells.items() if cell.state is CellState.NOT_SHOWN]
    whole = row["all"]
    first = f"all nominals {whole.text}" if whole.state is CellState.NOT_SHOWN else as_said(whole, "nominals")
    of_them = f", of them {', '.join(shown)}" if shown else ""
    return f"{first}{of_them}{f'; {listed(hidden)} not shown' if hidden else ''}."


def as_said(cell: Released, who: str) -> str:
    """`12 red`, `12 red (revised)`; `red: fewer than 5`, `red: not given` where that is all there is."""
    if cell.state in _NO_COUNT:
        return f"{who}: {cell.text}"
    return f"{cell.text} {who} ({cell.mark})" if cell.mark else f"{cell.text} {who}"


def labelled(cell: Released, who: str) -> Released:
    """The cell with the words of its tooltip: `12 red nominals`."""
    return replace(cell, text=as_said(cell, who)) if cell.known or cell.state in _NO_COUNT else cell


def not_named(first: str) -> str:
    """What the lowest band also stands for."""
    return f"{first} also stands where the return names nobody."


NOT_GIVEN_MEANS = "“not given”: the return gives no number there, or only one between ends of two bands."
