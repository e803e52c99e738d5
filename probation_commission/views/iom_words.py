"""The findings of the IOM page in a sentence, from what may be shown."""

from collections.abc import Iterable

import pandas as pd

from probation_commission.disclosure.released import Released, State

WHO = {"all": "nominals", "red": "red nominals", "amber": "amber nominals", "green": "green nominals"}
WHO["blue"] = "blue nominals"
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
    """Where they live, how many of how many, and how many are on no ward of the map or not shown.

    `wards` has ward and a column of `Released` named as the RAG; `where` ends the sentence: "Haringey, May
    2023". `unit`: "ward", or "locality" where the rows are these.
    """
    cells = wards[rag]
    counted = wards[[cell.state is not State.NO_FIGURE for cell in cells]]
    if counted.empty:
        return f"{_how_many(total, rag)} in {where}; this return does not give them by ward."
    others = [cell for cell in beside if cell.state is not State.NO_FIGURE]
    if all(cell.state is State.EXACT for cell in [*counted[rag], *others]):
        return _exact(counted, others, total, rag, where)
    if any(cell.state is State.BAND for cell in counted[rag]):
        return f"{_how_many(total, rag)} in {where}. {_highest_band(counted, rag)}"
    return f"{_how_many(total, rag)} in {where}{_most_named(counted, rag)}; {_not_shown(counted, rag, unit)}."


def _exact(counted: pd.DataFrame, others: list[Released], total: Released, rag: str, where: str) -> str:
    on_map = sum(cell.value for cell in counted[rag])
    known = total.text if total.state is State.EXACT else "an unknown number of"
    first = f"{on_map:.0f} of {known} {WHO[rag]} in {where} are on a ward of the map"
    return f"{first}{_most_named(counted, rag)}; {sum(cell.value or 0 for cell in others):.0f} are not."


def _how_many(total: Released, rag: str) -> str:
    if total.state is State.NOT_SHOWN:
        return f"{WHO[rag].capitalize()} ({total.text})"
    words = {State.ROUNDED: f"About {total.text}", State.NO_FIGURE: "An unknown number of"}
    return f"{words.get(total.state, total.text)} {WHO[rag]}"


def _most_named(counted: pd.DataFrame, rag: str) -> str:
    shown = counted.assign(value=[cell.value for cell in counted[rag]]).dropna(subset="value")
    names = _listed([f"{row.ward} ({row[rag].text})" for _, row in _most(shown).iterrows()])
    return f", most in {names}" if names else ""


def _most(counted: pd.DataFrame) -> pd.DataFrame:
    """The wards with the highest counts, at most three, and never some of several that are equal."""
    some = counted[counted.value > 0].sort_values("value", ascending=False, kind="stable")
    cut = some.value.astype(float).nlargest(_MOST_WARDS + 1).min() if len(some) > _MOST_WARDS else 0
    return some[some.value > cut]


def _not_shown(counted: pd.DataFrame, rag: str, unit: str) -> str:
    hidden = sum(cell.state is State.NOT_SHOWN for cell in counted[rag])
    units = {"ward": "wards", "locality": "localities"}[unit]
    return f"{hidden} of {len(counted)} {units} {'is' if hidden == 1 else 'are'} not shown"


def _highest_band(counted: pd.DataFrame, rag: str) -> str:
    shown = counted.assign(value=[cell.value for cell in counted[rag]]).dropna(subset="value")
    top = shown[shown.value == shown.value.max()]
    if top.empty or top.value.iloc[0] == 0:
        return f"No ward has {WHO[rag]} that may be shown."
    label = top[rag].iloc[0].text
    names = f"{len(top)} wards" if len(top) > _MOST_NAMES else _listed(sorted(top.ward))
    return f"By ward in bands, the highest is {label}, in {names}."


def of_ward(row: pd.Series, rags: Iterable[str]) -> str:
    """One ward: `12 nominals, of them 5 red; amber not shown`."""
    cells = {rag: row[rag] for rag in rags if row[rag].state is not State.NO_FIGURE}
    shown = [f"{cell.text} {rag}" for rag, cell in cells.items() if cell.state is not State.NOT_SHOWN]
    hidden = [rag for rag, cell in cells.items() if cell.state is State.NOT_SHOWN]
    whole = row["all"]
    first = f"all nominals {whole.text}" if whole.state is State.NOT_SHOWN else f"{whole.text} nominals"
    of_them = f", of them {', '.join(shown)}" if shown else ""
    return f"{first}{of_them}{f'; {_listed(hidden)} not shown' if hidden else ''}."


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
