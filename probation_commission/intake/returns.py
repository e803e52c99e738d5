"""The one door for a return: bytes in, what was understood out, with every problem and every question."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from probation_commission.domain.layouts import AreaMonth, Doubts, Layout
from probation_commission.domain.months import month_fault
from probation_commission.domain.places import Gazetteer
from probation_commission.domain.returns import Kind, Problem, Reading, Return
from probation_commission.intake import contacts, known_files
from probation_commission.intake.cells import forget
from probation_commission.intake.cohort import plain_csv, total, wards
from probation_commission.intake.fault import ReadingError, without_words
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import (
    FileRefusedError,
    Format,
    Progress,
    Sheet,
    notes,
    shown,
    silent,
    unnamed_note,
)
from probation_commission.intake.files import sheets as spreadsheet
from probation_commission.intake.findings import Findings
from probation_commission.intake.kinds import kind_of
from probation_commission.intake.people import NominalList, Source, file_names, reading, signs
from probation_commission.intake.people import lists as nominal_list
from probation_commission.intake.places import answer, confirmed, questions
from probation_commission.intake.tables import services

__all__ = ["ReadingError", "answer", "confirmed", "pays_apart", "read", "unread"]

# "X123456 and others.xlsx" is called by what it is, and its own name stays nowhere (decision 49).
_NEUTRAL = {Format.WORKBOOK: "a list of people.xlsx", Format.CSV: "a list of people.csv"}
_REFUSED = "a file that was refused"
_MOST_TOLD = 4
"""Columns of which it is told why they were not read."""


def read(
    content: bytes,
    file_name: str,
    gazetteer: Gazetteer,
    today: date,
    services: Mapping[str, str] = MappingProxyType({}),
    *,
    layouts: Sequence[Layout] = (),
    area_month: AreaMonth = AreaMonth(),  # noqa: B008 (it is frozen)
    progress: Progress = silent,
) -> Reading:
    """What the file says. Never raises for what is in it: whatever is wrong is among the problems.

    `services`: the slug of each known service by its name. `layouts`: what was confirmed of the sender's
    tables before, the latest first. `area_month`: as a person gave them. `progress` is told the rows of a CSV
    as they are read. While the reading has doubts that are not settled, it has no returns.
    A file's name that seems to hold something of a person is replaced, but still read.
    Raises `ReadingError` where this code is wrong, so that no log shows what was being read.
    """
    name = file_names.sent(file_name)
    sha256 = hashlib.sha256(content).hexdigest()
    blank = Reading(file_names.kept(name), sha256, notes=file_names.note(name))
    try:
        file = SentFile(Format.CSV, (), name, gazetteer, today, services, layouts, area_month)
        return _read(content, blank, file, progress)
    except FileRefusedError as refusal:
        return _unread(blank, refusal.problem)
    # A fault may quote a cell: "could not convert string to float: 'X123456'" (decision 50).
    except Exception as error:  # noqa: BLE001 (its words may be somebody's)
        fault = without_words(error)
    finally:
        # Every heading asked about is remembered, and "Kevin Brown" may have been one of them (decision 75).
        forget()
    # Raised out here and not in the handler, or the words would go along as its context (decision 50).
    raise ReadingError(fault)


def _read(content: bytes, blank: Reading, file: SentFile, progress: Progress) -> Reading:
    # Before all else: what is known to be something else is neither counted nor guessed at (decision 110).
    known_files.refuse_content(content)
    form, sheets, rows = spreadsheet.opened(content, progress)
    known_files.refuse_sheets(sheets)
    blank = replace(blank, notes=(*blank.notes, *notes(sheets, rows)))
    # A hidden "Sept working" would be a second return of which nobody knows (decision 109).
    seen = shown(sheets)
    findings = Findings()
    doubts = None
    # Lists first, since `signs.problem` refuses a file for the very "CRN" that a list has (decision 47).
    if lists := _lists_alone(seen, file):
        sources = [Source(nominals, rows) for nominals in lists]
        returns, dropped = reading.read(sources, file.file_name, file, findings)
        unread = unnamed_note(sheets)
        blank = replace(blank, file_name=_NEUTRAL[form], notes=unread, dropped=dropped, let_go=True)
    # Read chunk by chunk, as lists are; any other CSV is held whole (decision 51).
    elif rows and plain_csv.is_plain(sheets[0]):
        returns = plain_csv.read_chunks(sheets[0], rows.chunks, file.gazetteer, file.today, findings)
    else:
        file = replace(file, form=form, sheets=(Sheet("", rows.whole()),) if rows else sheets)
        sheets_left, lines = contacts.left_out(file.sheets, file.gazetteer)
        # What was left out is said, and the file is not kept, since it would still have it (decision 120).
        file = replace(file, sheets=sheets_left)
        blank = replace(blank, dropped=lines, notes=(*blank.notes, *contacts.notes(lines)))
        if people := signs.problem(file.sheets):
            raise FileRefusedError(people)
        file = replace(file, sheets=shown(file.sheets))
        understood = kind_of(file).read(file, findings)
        returns, doubts = understood.returns, understood.doubts
        blank = replace(blank, notes=(*blank.notes, *understood.notes))
        # Columns that nobody has confirmed make no return, and what is none cannot be accepted (decision 40).
        if doubts and not doubts.settled:
            return replace(blank, doubts=doubts)
    findings.refuse_unplaced()
    returns = _of_possible_months(returns, file, findings)
    if not any(figure for ret in returns for figure in ret.figures) and not findings.problems:
        findings.problem("no figures", _nothing_read(doubts))
    return replace(
        blank,
        returns=returns,
        problems=tuple(findings.problems),
        unlisted=findings.unlisted,
        questions=questions.questions(returns),
        notes=(*blank.notes, *findings.left_out, *questions.read_by_alias(returns)),
        doubts=doubts,
    )


def _of_possible_months(returns: Sequence[Return], file: SentFile, findings: Findings) -> tuple[Return, ...]:
    """The returns without those whose month can't be, which is a problem whoever read them (decision 96)."""
    possible = []
    for ret in returns:
        known = file.gazetteer.ward_sets(ret.area) if ret.kind is Kind.IOM else ()
        wrong = month_fault(ret.month, file.today, known)
        if wrong is None:
            possible.append(ret)
        elif wrong.code not in {problem.code for problem in findings.problems}:
            findings.refuse_month(wrong, ret.figures[0].cell if ret.figures else None)
    return tuple(possible)


def _nothing_read(doubts: Doubts | None) -> str:
    """What to do about a file of which no figure was read: which columns were not, and why."""
    columns = [column for table in doubts.tables for column in table.columns] if doubts else []
    unread = [column for column in columns if column.doubt and not column.field]
    if not unread:
        return "No figures stand in this file. Fill it in and load it again."
    told = "; ".join(f"{column.letters} “{column.heading}”: {column.doubt}" for column in unread[:_MOST_TOLD])
    return f"No figure was read of this file. {told} Choose what its columns are, or send it without that."


def _lists_alone(sheets: Sequence[Sheet], file: SentFile) -> tuple[NominalList, ...]:
    """The lists of people of a file; none where a sheet of counts stands beside them."""
    lists = nominal_list.lists_in(sheets, file.file_name, file.gazetteer)
    listed = {id(nominals.sheet) for nominals in lists}
    # "Wards" with counts beside "Nominals" with people: nobody could say which is the return (decision 47).
    others = [sheet for sheet in sheets if id(sheet) not in listed]
    counted = lists and (services.tables_in(replace(file, sheets=sheets)) or _is_cohort(others))
    return () if counted else lists


def _is_cohort(sheets: Sequence[Sheet]) -> bool:
    unread = Findings()
    return total.read(sheets, unread) or wards.read(sheets, None, unread)


# Measured: with less, handing a file to another process takes longer than reading it here.
_CSV_APART_FROM = 1024 * 1024
_WORKBOOK_APART_FROM = 256 * 1024
"""Bytes; those of a workbook are packed."""


def pays_apart(content: bytes) -> bool:
    """Whether a file is to be read in a process of its own, and not in the thread of a page.

    A large one, unless it is a CSV of counts: its figures, a hundred thousand, take as long to be handed back
    as to be read, while of a list of as many people a few hundred counts come back.
    """
    if len(content) < _WORKBOOK_APART_FROM:
        return False
    try:
        head = spreadsheet.head(content)
    except FileRefusedError:
        # Refused at once, wherever it is read.
        return False
    return head is None or (len(content) >= _CSV_APART_FROM and not plain_csv.is_plain(head))


def unread(content: bytes, problem: Problem) -> Reading:
    """The reading of a file that could not be read, and of which nothing is kept."""
    return _unread(Reading("", hashlib.sha256(content).hexdigest()), problem)


def _unread(blank: Reading, problem: Problem) -> Reading:
    """The reading of a file that was refused whole: it may hold people, so nothing of it stays."""
    return replace(blank, file_name=_REFUSED, notes=(), problems=(problem,), let_go=True)
