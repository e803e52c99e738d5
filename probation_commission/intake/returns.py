"""The one door for a return: bytes in, what was understood out, with every problem and every question."""

import hashlib
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from probation_commission.domain.layouts import AreaMonth, Layout
from probation_commission.domain.months import month_fault
from probation_commission.domain.places import Gazetteer
from probation_commission.domain.returns import Kind, Problem, Reading, Return
from probation_commission.intake.cells import headings
from probation_commission.intake.cohort import plain_csv, total, wards
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import FileRefusedError, Format, Progress, Sheet, silent
from probation_commission.intake.files import sheets as spreadsheet
from probation_commission.intake.findings import Findings
from probation_commission.intake.kinds import kind_of
from probation_commission.intake.people import NominalList, Source, file_names, reading, signs
from probation_commission.intake.people import lists as nominal_list
from probation_commission.intake.places import answer, confirmed, questions
from probation_commission.intake.service import headings as service_headings

__all__ = ["answer", "confirmed", "read"]

_NEUTRAL = {Format.WORKBOOK: "a list of people.xlsx", Format.CSV: "a list of people.csv"}
_REFUSED = "a file that was refused"


class ReadingError(Exception):
    """A fault of this code. It says where, and nothing of what was being read."""


def read(
    content: bytes,
    file_name: str,
    gazetteer: Gazetteer,
    today: date,
    services: Mapping[str, str] = MappingProxyType({}),
    *,
    layouts: Sequence[Layout] = (),
    said: AreaMonth = AreaMonth(),  # noqa: B008 (it is frozen)
    progress: Progress = silent,
) -> Reading:
    """What the file says. Never raises for what is in it: whatever is wrong is among the problems.

    `services`: the slug of each known service by its name. `layouts`: what was confirmed of the sender's
    tables before, the latest first. `said`: the area and month, as a person gave them. `progress` is told
    the rows of a CSV as they are read. While the reading has doubts that are not settled, it has no returns.
    A file's name that seems to hold something of a person is replaced, but still read.
    Raises `ReadingError` where this code is wrong, so that no log shows what was being read.
    """
    name = file_names.sent(file_name)
    sha256 = hashlib.sha256(content).hexdigest()
    blank = Reading(file_names.kept(name), sha256, notes=file_names.note(name))
    try:
        sent = SentFile(Format.CSV, (), name, gazetteer, today, services, layouts, said)
        return _read(content, blank, sent, progress)
    except FileRefusedError as refusal:
        return _unread(blank, refusal.problem)
    except Exception as error:  # noqa: BLE001 (its words may be somebody's)
        fault = _without_words(error)
    finally:
        headings.forget()
    raise ReadingError(fault)


def _read(content: bytes, blank: Reading, sent: SentFile, progress: Progress) -> Reading:
    form, sheets, rows = spreadsheet.opened(content, progress)
    findings = Findings()
    doubts = None
    if lists := _lists_alone(sheets, sent):
        sources = [Source(one, rows) for one in lists]
        returns, dropped = reading.read(sources, sent.file_name, sent, findings)
        blank = replace(blank, file_name=_NEUTRAL[form], notes=(), dropped=dropped, let_go=True)
    elif rows and plain_csv.is_plain(sheets[0]):
        returns = plain_csv.read_chunks(sheets[0], rows.chunks, sent.gazetteer, sent.today, findings)
    else:
        sent = replace(sent, form=form, sheets=(Sheet("", rows.whole()),) if rows else sheets)
        if people := signs.problem(sent.sheets):
            raise FileRefusedError(people)
        understood = kind_of(sent).read(sent, findings)
        returns, doubts = understood.returns, understood.doubts
        if doubts and not doubts.settled:
            return replace(blank, doubts=doubts)
    returns = _of_possible_months(returns, sent, findings)
    if not any(figure for ret in returns for figure in ret.figures) and not findings.problems:
        findings.problem("no figures", "No figures stand in this file. Fill it in and load it again.")
    return replace(
        blank,
        returns=returns,
        problems=tuple(findings.problems),
        unlisted=findings.unlisted,
        questions=questions.questions(returns),
        notes=(*blank.notes, *questions.read_by_alias(returns)),
        doubts=doubts,
    )


def _of_possible_months(returns: Sequence[Return], sent: SentFile, findings: Findings) -> tuple[Return, ...]:
    """The returns without those whose month can't be, which is a problem whoever read them (decision 96)."""
    possible = []
    for ret in returns:
        known = sent.gazetteer.ward_sets(ret.area) if ret.kind is Kind.IOM else ()
        wrong = month_fault(ret.month, sent.today, known)
        if wrong is None:
            possible.append(ret)
        elif wrong.code not in {problem.code for problem in findings.problems}:
            findings.refuse_month(wrong, ret.figures[0].cell if ret.figures else None)
    return tuple(possible)


def _lists_alone(sheets: Sequence[Sheet], sent: SentFile) -> tuple[NominalList, ...]:
    """The lists of people of a file; none where a sheet of counts stands beside them."""
    lists = nominal_list.found(sheets, sent.file_name, sent.gazetteer)
    listed = {id(one.sheet) for one in lists}
    others = [sheet for sheet in sheets if id(sheet) not in listed]
    counted = service_headings.tables(sheets) or _is_cohort(others)
    return () if lists and counted else lists


def _is_cohort(sheets: Sequence[Sheet]) -> bool:
    unread = Findings()
    return total.read(sheets, unread) or wards.read(sheets, None, unread)


def _unread(blank: Reading, problem: Problem) -> Reading:
    """The reading of a file that was refused whole: it may hold people, so nothing of it stays."""
    return replace(blank, file_name=_REFUSED, notes=(), problems=(problem,), let_go=True)


def _without_words(error: BaseException) -> str:
    """What went wrong and where, without the error's own words, which may hold a value of the file."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {Path(frames[-1].filename).name}, line {frames[-1].lineno}"
