"""A service's monthly return, told by its headings, in any order and in the spellings that people use."""

from collections.abc import Sequence
from dataclasses import dataclass

from probation_commission.domain.places import bare
from probation_commission.domain.referrals import Level, ReferralStage
from probation_commission.intake.files import Sheet
from probation_commission.intake.findings import Findings

_ROWS = 20
_LONGEST = 40
WHO = ("service", "month", "area")
HEADINGS = {
    "service": "service",
    "month": "month",
    "area": "area",
    ReferralStage.RECEIVED: "received",
    ReferralStage.STARTED: "started",
    ReferralStage.COMPLETED: "completed",
    ReferralStage.ENDED_EARLY: "ended early",
    Level.ACHIEVED: "outcomes achieved",
    Level.PARTLY: "outcomes partly achieved",
    Level.NOT_ACHIEVED: "outcomes not achieved",
}
"""The columns of a return in their order, each with its heading."""
_ALSO = {
    "service": "service name;name of service;name of the service",
    "month": "reporting month;return month",
    "area": "area served;local authority;authority",
    ReferralStage.RECEIVED: "referrals received;referrals;new referrals;referral received",
    ReferralStage.STARTED: "starts;referrals started;start;commenced",
    ReferralStage.COMPLETED: "completions;completion;referrals completed;complete",
    ReferralStage.ENDED_EARLY: (
        "early endings;early ending;early ends;early end;ended early referrals;end early"
    ),
    Level.ACHIEVED: "achieved;outcome achieved;outcomes fully achieved;fully achieved",
    Level.PARTLY: "partly achieved;partially achieved;outcome partly achieved;outcomes partially achieved;"
    "outcomes partly",
    Level.NOT_ACHIEVED: "not achieved;outcome not achieved;outcomes not",
}
_KNOWN = {word: name for name, words in _ALSO.items() for word in (HEADINGS[name], *words.split(";"))}


@dataclass(frozen=True, slots=True)
class ServiceTable:
    """A sheet, the row of its headings and the column of each that was found."""

    sheet: Sheet
    heading: int
    columns: dict[str, int]


def tables(sheets: Sequence[Sheet]) -> list[tuple[Sheet, int]]:
    """Each sheet that holds such a return, with the row of its headings."""
    headed = ((sheet, _heading_row(sheet)) for sheet in sheets)
    return [(sheet, row) for sheet, row in headed if row is not None]


def _heading_row(sheet: Sheet) -> int | None:
    for row in range(min(len(sheet.rows), _ROWS)):
        names = {_name(sheet.text(row, column)) for column in range(len(sheet.rows[row]))}
        # Other sheets have services in a column, too: it takes a count beside it to be a return.
        if "service" in names and names & {*ReferralStage, *Level}:
            return row
    return None


def _name(text: str) -> str | None:
    return _KNOWN.get(bare(text[:_LONGEST]))


def table(sheet: Sheet, heading: int, findings: Findings) -> ServiceTable | None:
    """The columns; None, and problems, where one is missing that every row needs."""
    columns: dict[str, int] = {}
    for column in range(max(map(len, sheet.rows))):
        _place(sheet, heading, column, columns, findings)
    missing = [name for name in WHO if name not in columns]
    if missing:
        message = f"The headings lack: {', '.join(missing)}. A service's return has {_all()}."
        findings.problem("missing column", message, sheet.cell(heading, 0))
        return None
    return ServiceTable(sheet, heading, columns)


def _place(sheet: Sheet, heading: int, column: int, columns: dict[str, int], findings: Findings) -> None:
    cell, text = sheet.cell(heading, column), str(sheet.at(heading, column)).strip()
    name = _name(text)
    if name is None:
        below = range(heading + 1, len(sheet.rows))
        # A column without a heading may hold what nobody should see: never passed over in silence.
        if text or any(not sheet.is_blank(row, column, column + 1) for row in below):
            message = f"this is no heading of a service's return. It has {_all()}. Rename it or take it out."
            findings.problem("unknown heading", message, cell)
    elif name in columns:
        first = sheet.cell(heading, columns[name])
        findings.problem("heading twice", f"{first} is the same column. Keep one of the two.", cell)
    else:
        columns[name] = column


def _all() -> str:
    return ", ".join(HEADINGS.values())
