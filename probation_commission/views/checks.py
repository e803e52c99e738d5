"""The checks of a reconciliation in words, with what explains them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from probation_commission.analysis.reconciliation import span
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.days import day
from probation_commission.domain.returns import Cell, Check, Verdict
from probation_commission.domain.words import plural
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

BADGES = {
    Verdict.FAILS: ":red-badge[:material/close: does not add up]",
    Verdict.NOTE: ":orange-badge[:material/info: worth knowing]",
    Verdict.UNCHECKED: ":gray-badge[:material/help: cannot be checked]",
    Verdict.HOLDS: ":green-badge[:material/check: adds up]",
}
CheckRow = Mapping[Any, Any]
"""A row of `analysis.reconciliation.reconciled`."""
_MOST_CELLS = 6


def words(line: Check) -> str:
    """A line with its verdict, its cells and its details, in Markdown."""
    stands = f" :gray[({plain(where(line.cells))})]" if line.cells else ""
    details = "".join(f"\n    - {plain(detail)}" for detail in line.detail)
    return f"{BADGES[line.verdict]} {plain(said(line.sentence))}{stands}{said(details)}"


def tally(lines: Sequence[Check]) -> str:
    """`4 of 21 lines do not add up; 7 are worth knowing, …`."""
    count = Counter(line.verdict for line in lines)
    fails, notes, holds = (count[verdict] for verdict in (Verdict.FAILS, Verdict.NOTE, Verdict.HOLDS))
    return (
        f"{fails} of {len(lines)} lines {'does' if fails == 1 else 'do'} not add up; "
        f"{plural(notes, 'is', 'are')} worth knowing, "
        f"{count[Verdict.UNCHECKED]} cannot be checked, {plural(holds, 'adds', 'add')} up."
    )


def line_of(row: CheckRow) -> Check:
    """A row as the line it was."""
    cells = [Cell(sheet, ref) for sheet, _, ref in (cell.rpartition("!") for cell in row["cells"])]
    verdict = Verdict(row["verdict"])
    return Check(verdict, row["sentence"], tuple(cells), tuple(row["detail"]), row["code"])


def failing(lines: pd.DataFrame, to: Audience) -> pd.DataFrame:
    """The lines that do not add up, for those who see exact counts; none for anybody else."""
    return lines[(lines.verdict == Verdict.FAILS) & (to is Audience.RESTRICTED)]


def is_open(lines: pd.DataFrame) -> "pd.Series[bool]":
    """Which lines do not add up and are not explained as they read now."""
    return (lines.verdict == Verdict.FAILS) & ~_is_explained(lines)


def finding(title: str, lines: pd.DataFrame) -> str:
    """Of one return: how much does not add up, and how much of it nobody has explained."""
    failing = lines[lines.verdict == Verdict.FAILS]
    if failing.empty:
        return f"{title}: nothing in {plural(len(lines), 'line')} fails to add up."
    unexplained = len(failing) - int(_is_explained(failing).sum())
    left = f"{unexplained} not explained yet" if unexplained else "all of them explained"
    which = "does" if len(failing) == 1 else "do"
    return f"{title}: {len(failing)} of {plural(len(lines), 'line')} {which} not add up, {left}."


def said_of(lines: pd.DataFrame) -> str:
    """`4 lines do not add up: 1 is explained, 3 are not yet`."""
    count, known = len(lines), int(_is_explained(lines).sum())
    failing = plural(count, "line does", "lines do")
    return f"{failing} not add up: {known} explained, {count - known} not explained yet"


def _is_explained(lines: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each line is explained as it reads now."""
    return (lines.explained != "") & ~lines.outdated.astype(bool)


def explained(row: CheckRow) -> str:
    """`explained for 52 against 61: … (Jo Lead, 3 May 2026)`, or that it is not, in Markdown.

    What was written for other figures than today's says for which.
    """
    if not row["explained"]:
        return "*not explained yet*"
    return f"**{_given_for(row)}** {plain(_explanation(row))}"


def _given_for(row: CheckRow) -> str:
    """For which figures: `explained for 52 against 61:`, `written for earlier figures: 52 against 61.`."""
    figures: str = "" if pd.isna(row["given_for"]) else row["given_for"]
    if not row["outdated"]:
        return f"explained for {figures}:" if figures else "explained:"
    return (
        f"written for earlier figures: {figures}." if figures else "written before there were these figures."
    )


def about(lines: pd.DataFrame) -> dict[str, str]:
    """The failing lines with their explanations, as rows for a download's sheet about itself."""
    return {
        f"Does not add up, {number}": f"{row['sentence']}. "
        + (
            f"{_given_for(row).capitalize()} {_explanation(row)}"
            if row["explained"]
            else "Not explained yet."
        )
        for number, row in enumerate(lines.to_dict("records"), 1)
    }


def _explanation(row: CheckRow) -> str:
    return f"{row['explained']} ({row['explained_by']}, {day(row['explained_at'])})"


def where(cells: Sequence[Cell]) -> str:
    """The cells, or how many there are within which stretch."""
    distinct = dict.fromkeys(cells)
    if len(distinct) <= _MOST_CELLS:
        return ", ".join(map(str, distinct))
    return f"{len(distinct)} cells within {span(cells)}"
