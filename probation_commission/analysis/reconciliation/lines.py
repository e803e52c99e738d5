"""The reconciliation of the returns in force as everybody reads it: own sums, sums across months, words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from probation_commission.analysis.reconciliation.across import across, in_force, records
from probation_commission.analysis.reconciliation.compared import compared
from probation_commission.domain.returns import Check, Kind

_Row = Mapping[Any, Any]
_RETURN = ["return_id", "kind", "subject", "area_code", "month"]
_LINE = [*_RETURN, "code", "verdict", "sentence", "cells", "detail"]
_UNEXPLAINED = {
    "explained": "",
    "explained_by": None,
    "explained_at": None,
    "given_for": None,
    "outdated": False,
    "carried_over": False,
}


def reconciled(own: pd.DataFrame, counted: pd.DataFrame, written: pd.DataFrame) -> pd.DataFrame:
    """The lines of the returns in force, the latest month first, each with the explanation that stands.

    `own`, `counted` and `written` as `store.returns.own_checks`, `store.returns.counted_across` and
    `store.explanations.of_current` give them. A row a line: return_id, kind, subject, area_code, month,
    code, verdict, sentence, cells, detail; `explained` (empty where nobody explained it), `explained_by`
    and `explained_at`; `given_for`, the figures that it was written for, None where they are not known;
    whether it is `outdated` since they are others by now, and `carried_over` from another version.
    """
    lines = [*records(own, _LINE), *_across(counted)]
    lines.sort(key=lambda line: line["return_id"])
    lines.sort(key=lambda line: line["month"], reverse=True)
    explanations = _by_line(written)
    rows = [{**line, **_explained(line, explanations[line["return_id"], line["code"]])} for line in lines]
    return pd.DataFrame(rows, columns=[*_LINE, *_UNEXPLAINED])


def _across(counted: pd.DataFrame) -> Iterator[dict[Any, Any]]:
    """The lines of each return that rest on other months too."""
    months = in_force(counted)
    for of_return in records(counted.drop_duplicates("return_id"), _RETURN):
        key = (Kind(of_return["kind"]), of_return["subject"], of_return["area_code"], of_return["month"])
        for line in across(months, key):
            yield {**of_return, **_row(line)}


def _row(line: Check) -> dict[str, Any]:
    cells = [str(cell) for cell in line.cells]
    said = {"code": line.code, "verdict": line.verdict.value, "sentence": line.sentence}
    return {**said, "cells": cells, "detail": list(line.detail)}


def _by_line(written: pd.DataFrame) -> defaultdict[tuple[int, str], list[_Row]]:
    """All that was written about each line of a return in force, in any of its versions, newest first."""
    explanations: defaultdict[tuple[int, str], list[_Row]] = defaultdict(list)
    for row in written.to_dict("records"):
        explanations[row["for_return"], row["code"]].append(row)
    return explanations


def _explained(line: _Row, written: Sequence[_Row]) -> _Row:
    """The explanation that stands with a line."""
    if not written:
        return _UNEXPLAINED
    now = compared(line["sentence"])
    row = _standing(line["return_id"], written, now)
    if row is None:
        return _UNEXPLAINED
    carried_over = row["return_id"] != line["return_id"]
    given_for: str | None = None if pd.isna(row["figures_given_for"]) else row["figures_given_for"]
    return {
        "explained": row["text"],
        "explained_by": row["who"],
        "explained_at": row["at"],
        "given_for": given_for,
        "outdated": carried_over if given_for is None else given_for != now,
        "carried_over": carried_over,
    }


def _standing(return_id: int, written: Sequence[_Row], now: str) -> _Row | None:
    """Of a version's own words the last; else of all other versions' the last, for these figures if any.

    What was taken back is no explanation, and nothing stands that was written before it.
    """
    own = [row for row in written if row["return_id"] == return_id]
    there = own[:1] or _since_taken_back(written)
    fitting = [row for row in there if row["text"] and row["figures_given_for"] == now]
    return next(iter([*fitting, *(row for row in there if row["text"])]), None)


def _since_taken_back(written: Sequence[_Row]) -> list[_Row]:
    texts = [row["text"] for row in written]
    return list(written[: texts.index("") if "" in texts else None])
