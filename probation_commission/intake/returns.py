"""The one door for a return: bytes in, what was understood out, with every problem and every question."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from probation_commission.domain.layouts import AreaMonth, Doubts, Layout
from probation_commission.domain.months import month_fault
from probation_commission.domain.places import Gazetteer
from probation_commission.domain.ram import BoughtUnder
from probation_commission.domain.returns import Cell, Kind, Problem, Reading, Return
from probation_commission.domain.trackers import TRACKERS
from probation_commission.intake import contacts, known_files, needs, ram, trackers
from probation_commission.intake.cells import forget
from probation_commission.intake.cohort import plain_csv, total, wards
from probation_commission.intake.fault import ReadingError, without_words
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.files import (
    CsvRows,
    FileRefusedError,
    Format,
    Progress,
    Sheet,
    Size,
    notes,
    of_report,
    shown,
    silent,
    unnamed_note,
)
from probation_commission.intake.files import sheets as spreadsheet
from probation_commission.intake.findings import Findings
from probation_commission.intake.kinds import besides, kinds_of
from probation_commission.intake.people import NominalList, Source, file_names, reading, signs, titles
from probation_commission.intake.people import lists as nominal_list
from probation_commission.intake.places import answer, confirmed, questions
from probation_commission.intake.tables import services

__all__ = ["ReadingError", "answer", "confirmed", "pays_apart", "read", "unread"]

# "X123456 and others.xlsx" is called by what it is, and its own name stays nowhere (decision 49).
_NEUTRAL = {Format.WORKBOOK: "a list of people.xlsx", Format.CSV: "a list of people.csv"}
_REFUSED = "a file that was refused"
_REPORT = {Format.WORKBOOK: "a performance report.xlsx", Format.CSV: "a performance report.csv"}
"""Whose name may say anything, and its own stays nowhere, as that of a list of people."""
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
    contracts: Mapping[str, BoughtUnder] = MappingProxyType({}),
    progress: Progress = silent,
) -> Reading:
    """What the file says. Never raises for what is in it: whatever is wrong is among the problems.

    `services`: the slug of each known service by its name. `layouts`: what was confirmed of the sender's
    tables before, the latest first. `area_month`: as a person gave them. `contracts`: what is bought under
    each contract by its reference, for a report of RaM. `progress` is told the rows of a CSV as they are
    read. While the reading has doubts that are not settled, it has no returns.
    A file's name that seems to hold something of a person is replaced, but still read.
    Raises `ReadingError` where this code is wrong, so that no log shows what was being read.
    """
    name = file_names.sent(file_name)
    sha256 = hashlib.sha256(content).hexdigest()
    blank = Reading(file_names.kept(name), sha256, notes=file_names.note(name))
    try:
        file = SentFile(Format.CSV, (), name, gazetteer, today, services, layouts, area_month, contracts)
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
    form, sheets, rows = spreadsheet.opened(content, progress, _size(content))
    # Before anything looks into its cells: a report is counted, and two of its columns are never looked at.
    if any(ram.heading_row(sheet) is not None for sheet in sheets):
        return _report(form, sheets, rows, blank, file)
    known_files.refuse_sheets(sheets)
    blank = replace(blank, notes=(*blank.notes, *notes(sheets, rows)))
    # A hidden "Sept working" would be a second return of which nobody knows (decision 109).
    seen = shown(sheets)
    findings = Findings()
    doubts = None
    # Lists first, since `signs.problem` refuses a file for the very "CRN" that a list has (decision 47).
    if not (tracked := trackers.lists_in(seen, file)):
        # Or somebody with a CRN and "drugs: Y" would be counted as one of a cohort.
        needs.refuse_people(seen)
    if tracked:
        _refuse_besides(replace(file, form=form, sheets=seen), [one.sheet for one in tracked])
        returns, dropped = trackers.read_lists(tracked, rows, file, findings)
        unread = unnamed_note(sheets)
        blank = replace(blank, file_name=_NEUTRAL[form], notes=unread, dropped=dropped, let_go=True)
    elif lists := _lists_alone(seen, file):
        for nominals in lists:
            trackers.refuse_half(nominals.sheet, nominals.cell, is_cohort=nominals.is_of_cohort)
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
        # "Delius" under "Source" is a system, while a column of that name holds CRNs.
        if people := signs.problem(needs.without_systems(file)):
            raise FileRefusedError(people)
        file = replace(file, sheets=shown(file.sheets))
        understood = _understood(file, findings)
        returns, doubts = understood.returns, understood.doubts
        dropped = (*blank.dropped, *understood.dropped)
        blank = replace(blank, notes=(*blank.notes, *understood.notes), dropped=dropped)
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


def _understood(file: SentFile, findings: Findings) -> FileContents:
    """What each kind reads of a file, or the doubts of the first that has some."""
    kinds = kinds_of(file)
    if kinds[0].NAME in {*TRACKERS, Kind.NEEDS}:
        recognised = [
            sheet
            for sheet in file.sheets
            if any(kind.recognises(replace(file, sheets=(sheet,))) for kind in kinds)
        ]
        for sheet, kind in besides(file, recognised):
            findings.problem("two kinds", _two_kinds(kind.NAME if kind else None), sheet.cell(0, 0))
    each = [kind.read(file, findings) for kind in kinds]
    doubts = next((one.doubts for one in each if one.doubts), None)
    if doubts and not doubts.settled:
        return FileContents((), doubts)
    notes = tuple(note for one in each for note in one.notes)
    dropped = tuple(dict.fromkeys(one for contents in each for one in contents.dropped))
    return FileContents(tuple(ret for one in each for ret in one.returns), doubts, notes, dropped)


def _refuse_besides(file: SentFile, listed: Sequence[Sheet]) -> None:
    """Raises `FileRefusedError` for a sheet of another kind beside lists with a row a person or case."""
    others = [sheet for sheet in file.sheets if all(sheet is not one for one in listed)]
    people = nominal_list.lists_in(others, file.file_name, file.gazetteer)
    found = [(sheet, kind.NAME if kind else None) for sheet, kind in besides(file, listed)]
    for sheet, kind in [*found, *((nominals.sheet, Kind.IOM) for nominals in people)]:
        number = next(place for place, one in enumerate(file.sheets, 1) if one is sheet)
        cell = Cell(titles.sheet_name(sheet.name, number, file.gazetteer), "A1")
        raise FileRefusedError(Problem("two kinds", f"{cell}: {_two_kinds(kind)}", cell))


def _two_kinds(kind: Kind | None) -> str:
    if kind is None:
        return (
            "this sheet holds numbers that nothing here reads, beside sheets that are read. Take it out, or "
            "head it as the template does."
        )
    return (
        f"this sheet is of another kind ({kind.label}), or counts beside a list. Send it in a file of its "
        "own, so that nothing of it is lost."
    )


def _size(content: bytes) -> Size | None:
    return of_report() if ram.is_report(content) else None


def _report(
    form: Format, sheets: Sequence[Sheet], rows: CsvRows | None, blank: Reading, file: SentFile
) -> Reading:
    """What a performance report says; the file is let go of, whatever came of it."""
    findings = Findings()
    found = ram.read(sheets, rows, file, findings)
    returns = _of_possible_months(found.returns, file, findings)
    return replace(
        blank,
        file_name=_REPORT[form],
        returns=returns,
        problems=tuple(findings.problems),
        unlisted=findings.unlisted,
        dropped=found.dropped,
        notes=(),
        report=found.report,
        let_go=True,
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
    counted = lists and (
        services.tables_in(replace(file, sheets=sheets))
        or _is_cohort(others)
        or any(trackers.stand_in(replace(file, sheets=others), one) for one in TRACKERS.values())
    )
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
    if ram.is_report(content):
        return len(content) >= _CSV_APART_FROM
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
