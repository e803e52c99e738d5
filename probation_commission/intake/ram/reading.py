"""A report as returns: one for each contract and month received, or problems that name its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from probation_commission.domain import referrals
from probation_commission.domain.places import Authority, Gazetteer
from probation_commission.domain.ram import (
    COLUMNS,
    PERSONAL,
    AsSupplied,
    BoughtUnder,
    Exported,
    RamBreakdown,
    RamMeasure,
    RamSession,
    ReportRead,
    RowFault,
    is_whole,
    step_category,
)
from probation_commission.domain.returns import Cell, Dropped, Figure, Kind, Return
from probation_commission.domain.words import listed, plural
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import CsvRows, Sheet, column_letters
from probation_commission.intake.findings import Findings
from probation_commission.intake.people import about_people, repeatable
from probation_commission.intake.ram.counting import ReceivedMonth, Report, ReportRows, counted
from probation_commission.intake.ram.headings import heading_row, lacking, names

_MOST_NAMED = 5
"""Rows that a sentence names."""
_WHAT = {"service_user_crn": "CRN", "caseworker_id": "e-mail address of a worker"}
_NOTHING_KEPT = "Nothing of it was kept."
_MOST_MISSED = 0.1
"""The share of rows that may go uncounted; above it a file was changed on its way (decision 265)."""


@dataclass(frozen=True, slots=True)
class ReportContents:
    """What a report holds: its returns, what was understood besides, its columns about people."""

    returns: tuple[Return, ...] = ()
    report: ReportRead | None = None
    dropped: tuple[Dropped, ...] = ()


def read(sheets: Sequence[Sheet], rows: CsvRows | None, file: SentFile, findings: Findings) -> ReportContents:
    """The returns of the one sheet that is headed as a report; whatever is wrong goes into the findings.

    `rows` are those of a CSV, of which the sheet has the first alone.
    """
    headed = [(sheet, row) for sheet in sheets if (row := heading_row(sheet)) is not None]
    if len(headed) > 1:
        message = "Two sheets hold a performance report each. Send one file for each, or one with all rows."
        findings.problem("two reports", message)
        return ReportContents()
    ((sheet, heading),) = headed
    heads = names(sheet.rows[heading])
    dropped = tuple(_dropped(heads, heading))
    if missing := lacking(heads):
        message = (
            "This is a performance report of Refer and Monitor without "
            f"{plural(len(missing), 'column')} that {'is' if len(missing) == 1 else 'are'} needed: "
            f"{listed(missing)}. Export it once more and take out the columns "
            f"{listed(PERSONAL)} alone. {_NOTHING_KEPT}"
        )
        findings.problem("columns missing", message)
        return ReportContents(dropped=dropped)
    chunks = rows.chunks(heading + 1) if rows else _chunks(sheet, heading + 1)
    report = counted(heads, chunks, file.contracts, file.today)
    _refuse_unknown(report, findings)
    _refuse_missed(report, findings)
    returns = tuple(_returns(report, file, findings))
    if report.first_received is None or report.latest is None:
        if not findings.problems:
            findings.problem("no figures", f"No row of this report can be counted. {_not_counted(report)}")
        return ReportContents(dropped=dropped)
    exported = Exported(report.first_received, report.latest)
    contracts = tuple(sorted({reference for reference, _ in report.months}))
    read_of = ReportRead(
        report.first_received,
        report.latest,
        report.rows,
        report.repeated,
        report.not_counted,
        contracts,
        tuple(report.faults),
        exported,
        frozenset((file.contracts[reference].subject, month) for reference, month in report.in_part),
        report.is_month_first,
        report.late,
    )
    return ReportContents(returns, read_of, dropped)


def _chunks(sheet: Sheet, first: int) -> ReportRows:
    yield first, sheet.rows[first:]


def _dropped(heads: Sequence[str], heading: int) -> Iterator[Dropped]:
    """The columns about people and those that no report has: nothing in them was looked at, or counted."""
    for column, name in enumerate(heads):
        cell = Cell("", f"{column_letters(column)}{heading + 1}")
        if name in PERSONAL:
            yield Dropped(cell, name, _WHAT[name], None)
        elif name and name not in COLUMNS:
            what = about_people(name) or "no column of the report"
            yield Dropped(cell, name if repeatable(name) else "", what, None)


def _refuse_unknown(report: Report, findings: Findings) -> None:
    for fault in report.unknown:
        message = (
            f"{_rows(fault)}: no contract known here has the reference that stands there. Enter the contract "
            "with that reference on the page Services first, or take out its rows."
        )
        findings.problem("unknown contract", message)


def _refuse_missed(report: Report, findings: Findings) -> None:
    of = report.rows + report.missed
    if report.rows and report.missed > _MOST_MISSED * of:
        message = (
            f"{report.missed:,} of {plural(of, 'row')} can't be counted, more than one in ten. "
            f"{_not_counted(report)} Export it from Refer and Monitor once more; where a spreadsheet "
            f"saves it, have it write days as 2026-05-31. {_NOTHING_KEPT}"
        )
        findings.problem("rows not counted", message)


def _rows(fault: RowFault) -> str:
    told = fault.rows[:_MOST_NAMED]
    more = f" and {fault.count - len(told):,} more" if fault.count > len(told) else ""
    if fault.count == 1:
        return f"Row {told[0]}"
    return f"Rows {', '.join(map(str, told))}{more}" if more else f"Rows {listed(map(str, told))}"


def _not_counted(report: Report) -> str:
    words = [f"{_rows(fault)}: {fault.words}." for fault in report.faults[:_MOST_NAMED]]
    return " ".join(words) or "Fill it in and load it again."


def _returns(report: Report, file: SentFile, findings: Findings) -> Iterator[Return]:
    areas: dict[str, Authority | None] = {}
    of_subject: dict[object, str] = {}
    for reference, month in sorted(report.months):
        bought = file.contracts[reference]
        if reference not in areas:
            areas[reference] = _area(bought, file.gazetteer)
            if areas[reference] is None:
                message = (
                    f"The contract {reference} serves no area that is covered here. Say on the page Services "
                    "where its service is to be had, or take out its rows."
                )
                findings.problem("unknown area", message)
        area = areas[reference]
        # Two references of one service would be two versions of its month, of which one counts.
        other = of_subject.setdefault((bought.subject, month), reference)
        if other != reference:
            message = (
                f"The contracts {other} and {reference} are both of one service, and both have referrals "
                f"received in {month:%B %Y}. Send one file for each contract."
            )
            findings.problem("contract twice", message)
        elif area and report.first_received and report.latest:
            exported = Exported(report.first_received, report.latest)
            counts = report.months[reference, month]
            yield Return(
                Kind.RAM,
                area,
                month,
                tuple(_figures(counts)),
                tuple(_notes(bought)),
                bought.subject,
                partial=(reference, month) in report.in_part or not is_whole(month, exported, report.latest),
                as_of=report.latest,
            )


def _area(bought: BoughtUnder, gazetteer: Gazetteer) -> Authority | None:
    """The one authority in which it is to be had, else the whole that holds all of them (decision 247)."""
    covered = {one.code for one in gazetteer.authorities}
    codes = bought.codes & covered
    if not codes:
        return referrals.area(bought.area, gazetteer)
    if len(codes) == 1:
        return gazetteer.authority(next(iter(codes)))
    wholes = [whole for whole in gazetteer.wholes if codes <= whole.parts]
    return wholes[0] if wholes else referrals.area(bought.area, gazetteer)


def _notes(bought: BoughtUnder) -> Iterator[str]:
    if bought.also:
        others = plural(len(bought.also), "other service")
        yield f"It counts the referrals to {others} under the same contract too: it does not part them."


def _figures(counts: ReceivedMonth) -> Iterator[Figure]:
    cell = Cell("", f"{counts.rows[0]}:{counts.rows[1]}")

    def figure(measure: RamMeasure, breakdown: str, category: str, value: float, unit: str) -> Figure:
        return Figure(measure, value, cell, f"{value:g}", breakdown=breakdown, category=category, unit=unit)

    of_referrals = RamMeasure.REFERRALS
    yield figure(of_referrals, "", "", counts.received, "referrals")
    for end, count in sorted(counts.ends.items()):
        yield figure(of_referrals, RamBreakdown.END, end, count, "referrals")
    for code, count in sorted(counts.reasons.items()):
        yield figure(of_referrals, RamBreakdown.REASON, code, count, "referrals")
    for (step, reached, days), count in counts.steps.items():
        yield figure(RamMeasure.STEPS, step, step_category(reached, days), count, "referrals")
    sessions = (
        (RamSession.EXPECTED, counts.sessions_expected),
        (RamSession.ATTENDED, counts.sessions_attended),
    )
    for session, count in sessions:
        yield figure(RamMeasure.SESSIONS, RamBreakdown.SESSION, session, count, "sessions")
    outcomes = (
        (AsSupplied.AIMED_AT, counts.outcomes_aimed_at),
        (AsSupplied.ACHIEVED, counts.outcomes_as_supplied),
    )
    for outcome, value in outcomes:
        yield figure(RamMeasure.OUTCOMES, RamBreakdown.OUTCOME, outcome, value, "outcomes")
