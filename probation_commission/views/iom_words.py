"""The findings of the IOM page in a sentence, from what may be shown."""

import pandas as pd

WHO = {"all": "nominals", "red": "red nominals", "amber": "amber nominals", "green": "green nominals"}
WHO["blue"] = "blue nominals"
_MOST_NAMES, _MOST_WARDS = 4, 3


def exact_finding(wards: pd.DataFrame, beside: pd.DataFrame, total: float, rag: str, where: str) -> str:
    """Where they live, how many of how many, and how many are on no ward of the map.

    `wards` has ward and a column named as the RAG; `where` ends the sentence: "Haringey, May 2023".
    """
    counted = wards.dropna(subset=[rag])
    on_map = counted[rag].sum()
    if counted.empty:
        return f"{_number(total)} {WHO[rag]} in {where}; this return does not give them by ward."
    names = _listed([f"{row.ward} ({row[rag]:.0f})" for _, row in _most(counted, rag).iterrows()])
    off_map = beside[rag].sum()
    first = f"{on_map:.0f} of {_number(total)} {WHO[rag]} in {where} are on a ward of the map"
    return f"{first}{f', most in {names}' if names else ''}; {off_map:.0f} are not."


def _most(counted: pd.DataFrame, rag: str) -> pd.DataFrame:
    """The wards with the highest counts, at most three, and never some of several that are equal."""
    some = counted[counted[rag] > 0].sort_values(rag, ascending=False, kind="stable")
    cut = some[rag].nlargest(_MOST_WARDS + 1).min() if len(some) > _MOST_WARDS else 0
    return some[some[rag] > cut]


def banded_finding(wards: pd.DataFrame, rag: str, where: str) -> str:
    """The wards of the highest band; `wards` has ward, the band's position and, in `label`, its words."""
    counted = wards.dropna(subset=[rag])
    if counted.empty or counted[rag].max() == 0:
        return f"No ward of {where} has {WHO[rag]} recorded."
    top = counted[counted[rag] == counted[rag].max()]
    label = top.label.iloc[0]
    names = f"{len(top)} wards" if len(top) > _MOST_NAMES else _listed(sorted(top.ward))
    return f"{where}: the highest band is {label} {WHO[rag]}, in {names}."


def _number(total: float) -> str:
    return "an unknown number of" if pd.isna(total) else f"{total:.0f}"


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
