"""`check FILE`: what a return holds and what does not add up."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from probation_commission import setup
from probation_commission.actions import returns
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.returns import CheckedFile
from probation_commission.analysis.losses import Loss
from probation_commission.analysis.reconciliation import understood
from probation_commission.cli.command import Answer, Group, add_command, answer, area, month
from probation_commission.domain.access import Person
from probation_commission.domain.layouts import (
    LEFT_OUT,
    SERVICE_QUESTION,
    AreaMonth,
    FoundTable,
    UnknownService,
    fields_of,
)
from probation_commission.domain.places import Whole
from probation_commission.domain.referrals import CATEGORIES
from probation_commission.domain.returns import Kind, ReturnKey
from probation_commission.views import losses, report


def add_to(commands: Group) -> None:
    """The command, added to the others."""
    add_file(add_command(commands, "check", _check, "say what a return holds and what does not add up"))


def add_file(command: argparse.ArgumentParser) -> None:
    """The file and what it may not say of itself, as arguments, for `checked`."""
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--sender", default="", help="whose layout it is (default: the area's name)")
    command.add_argument("--area", type=area, help="the area, where the file does not say it")
    command.add_argument("--service", default="", help="the service's slug, where the file does not say it")
    command.add_argument(
        "--counted",
        choices=[str(category) for category in CATEGORIES],
        default="",
        help="which count of a service it is, where the file does not say it",
    )
    command.add_argument("--month", type=month, help="the month, as 2026-10, where the file does not say it")
    for side, which, default in (
        ("from", "first", "the first in the file"),
        ("to", "last", "the last day on which anything happened by the file: say it if it was earlier"),
    ):
        command.add_argument(
            f"--exported-{side}",
            type=date.fromisoformat,
            metavar="DAY",
            help=f"of RaM's performance report: the {which} day received that was exported, as 2026-05-01 "
            f"(default: {default})",
        )
    command.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="QUESTION=ANSWER",
        type=answer,
        dest="answers",
        help="an answer to a question about a ward or a service, as check prints it",
    )


def _of_services(words: argparse.Namespace) -> tuple[tuple[str, str], ...]:
    """The answers about names of services, by the keys of their questions."""
    return tuple(pair for pair in words.answers if pair[0].startswith(SERVICE_QUESTION))


def of_places(words: argparse.Namespace) -> dict[str, str]:
    """All other answers, by the keys of their questions."""
    return dict(pair for pair in words.answers if not pair[0].startswith(SERVICE_QUESTION))


def checked(person: Person, words: argparse.Namespace) -> CheckedFile:
    """The file as it was checked. Raises `RefusedError` with what is wrong or has to be said first."""
    # The bundled services have to be there: a service’s return is read by their names.
    setup.ready()
    area_month = AreaMonth(words.area, words.month, words.service, words.counted, _of_services(words))
    content = words.file.read_bytes()
    result = returns.check(person, content, words.file.name, sender=words.sender, area_month=area_month)
    of_cohort = any(ret.kind in {Kind.IOM, Kind.COMPARISON} for ret in result.reading.returns)
    if of_cohort and isinstance(words.area, Whole):
        raise RefusedError(f"A cohort is of one authority: {words.area.name} is several. Name one of them.")
    # First what somebody has to confirm: until then there are no returns to find fault with (decision 40).
    if result.reading.doubts and not result.reading.doubts.settled:
        raise RefusedError(*_to_confirm(result))
    if result.reading.problems:
        raise RefusedError(*returns.refusals(result.reading))
    if of_report := result.reading.report:
        said = of_report.exported
        result = returns.exported(result, words.exported_from or said.first, words.exported_to or said.last)
    # "52 last month" would be another return's exact count, told to nobody in particular (decision 159).
    return returns.by_itself(result)


def _to_confirm(checked: CheckedFile) -> list[str]:
    """What somebody has to say of the file first, and how."""
    doubts = checked.reading.doubts
    if doubts is None:
        return []
    tables = [table for table in doubts.tables if table.signature in doubts.open_tables]
    reasons = [returns.CONFIRM] if tables else []
    labels = fields_of(doubts.kind).labels
    reasons += [f"{table.where[0]}: its columns are {_headings(table, labels)}." for table in tables]
    reasons += list(doubts.notes)
    slug = doubts.service_in_title or doubts.service or "SLUG"
    asked = (
        (doubts.service_asked, f"The file does not say which service it is: add --service {slug}."),
        (
            doubts.counted_asked,
            f"The file does not say which count it is: add --counted {CATEGORIES[0]}, or another.",
        ),
        (doubts.area_asked, "The file does not say whose it is: add --area NAME."),
        (doubts.month_asked, "The file does not say which month it is: add --month 2026-10."),
    )
    reasons += [sentence for is_asked, sentence in asked if is_asked]
    for name in doubts.names:
        reasons += [] if name.answer else _unknown_service(name)
    return reasons


def _unknown_service(name: UnknownService) -> list[str]:
    """What is asked of a name that is no service's, and its likely answers as `--answer` takes them."""
    what = f"“{name.text}”" if name.text else "what stands there"
    asked = f"{', '.join(name.cells)}: {what} is no service known here. Say which it is, by its slug:"
    answers = [f"  --answer '{name.key}={slug}'" for slug in (*name.alike, LEFT_OUT)]
    if name.proposed:
        answers[0] += "  (proposed: its name begins so)"
    answers[-1] += "  (no service here: its rows are left out)"
    return [asked, *answers]


def _headings(table: FoundTable, labels: Mapping[str, str]) -> str:
    headings = (f"“{column.heading}” ({labels[column.field].lower()}?)" for column in table.columns)
    return ", ".join(headings)


def report_lines(checked: CheckedFile) -> list[str]:
    """What was counted of a performance report and what is wrong in its rows; nothing of another file."""
    of_report = checked.reading.report
    if of_report is None:
        return []
    months = checked.reading.returns
    partial = sum(ret.partial for ret in months)
    return [*report.counted(of_report, len(months), partial), *map(report.fault, of_report.faults)]


def _check(person: Person, words: argparse.Namespace) -> Answer:
    result = checked(person, words)
    try:
        result = returns.answered(result, of_places(words))
    except ValueError as wrong:
        raise RefusedError(str(wrong)) from wrong
    lost = returns.would_go(result)
    return {
        "file": result.reading.file_name,
        "sha256": result.reading.sha256,
        "returns": [
            {
                "kind": ret.kind.label,
                "service": "" if ret.kind is Kind.NEEDS else ret.subject,
                **({"source": ret.subject} if ret.kind is Kind.NEEDS else {}),
                "area": ret.area.name,
                "month": f"{ret.month:%Y-%m}",
                "understood": understood(ret),
                "notes": ret.notes,
                "would_go": [losses.would_go(loss) for loss in lost.get(ret.key, ())],
                "reconciliation": [asdict(line) | {"verdict": line.verdict.label} for line in lines],
            }
            for ret, lines in result.reconciliation
        ],
        "dropped": [asdict(column) for column in result.reading.dropped],
        "questions": [asdict(question) for question in result.reading.questions],
        "loaded_before": result.loaded_before is not None,
        "said": _report(result, lost),
    }


def _report(checked: CheckedFile, lost: Mapping[ReturnKey, Sequence[Loss]]) -> list[str]:
    lines = list(checked.reading.notes)
    lines += report_lines(checked)
    for ret, checks in checked.reconciliation:
        lines.append(
            ", ".join([ret.kind.label, *filter(None, [ret.subject]), ret.area.name, f"{ret.month:%B %Y}"])
        )
        lines += [f"  {line}" for line in (*understood(ret), *ret.notes)]
        for check in checks:
            lines.append(f"  {check.verdict.label}: {check.sentence}")
            lines += [f"    {detail}" for detail in check.detail]
        lines += [f"  {losses.would_go(loss)}" for loss in lost.get(ret.key, ())]
    # Of a list of people its columns; a contact line beside counts is among the notes (decision 120).
    if checked.reading.let_go:
        lines += [f"Dropped: {column}" for column in checked.reading.dropped]
    for question in checked.reading.questions:
        lines.append(f"Question: {question.prompt}")
        # In the form in which `import` takes it, ready to be pasted.
        lines += [f"  --answer '{question.key}={value}'  {label}" for value, label in question.options]
    if checked.loaded_before:
        lines.append(returns.already_loaded(checked.loaded_before, checked.withdrawn))
    return lines
