"""Residents and deprivation by ward from files as they are published, by ward or by LSOA with its lookup.

What is by LSOA is put together by best fit: each lies whole in one ward, so every figure is an estimate.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from probation_commission.domain.deprivation import Deprivation
from probation_commission.domain.places import WARD_CODE
from probation_commission.domain.returns import Problem
from probation_commission.intake import lsoas
from probation_commission.intake.deprivation import read as read_deprivation
from probation_commission.intake.fault import ReadingError, without_words
from probation_commission.intake.files import FileRefusedError, Sheet, Value, sheets
from probation_commission.intake.lsoas import Lookup

_CODES = re.compile(
    r"ward (?:20)?\d\d code|wd\d\dcd|electoral wards and divisions code|geography[ _]code|ward[ _]code",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"total|all ages|obs_value|observation|residence type: total; measures: value|all persons"
    r"|usual residents|population",
    re.IGNORECASE,
)
_NONE = (
    "No table of residents by ward was found. Send a file of ONS as it is: ward population estimates, a "
    "census table by ward, or a download of Nomis by ward, with a column of ward codes and one of residents."
)
_LSOA = (
    "This file is by LSOA and not by ward. Send it together with the lookup of LSOAs to wards, "
    f"{lsoas.LOOKUP} from the Open Geography Portal: two files at once."
)
_LOOKUP_ALONE = (
    "This is the lookup of LSOAs to wards alone. Send it together with the file of residents or deprivation "
    "by LSOA that it is for: two files at once."
)
_TOO_MANY = "Send one file of residents or deprivation at once, with its lookup where it is by LSOA."
_SEVERAL = (
    "This file has several figures for one ward ({code}), {first} and {other}: it is divided by age, sex or "
    "something else. Download the total alone."
)
_NAMES_A_YEAR, _A_YEAR = re.compile(r"\b20\d\d\b"), re.compile(r"(?:19|20)\d\d")
_NO_NUMBER = "{cell}: what stands there is no number of residents."


@dataclass(frozen=True, slots=True)
class WardFigures:
    """Residents or deprivation by ward code, or what is wrong with the files, all at once."""

    residents: Mapping[str, int] = field(default_factory=dict)
    deprivation: Mapping[str, Deprivation] = field(default_factory=dict)
    wards_of: int = 0
    """The year of the wards that LSOAs were put together for; nought for a file by ward."""
    about: str = ""
    """The time that the file says it is of, as its sheet is called or its dates are."""
    problems: tuple[Problem, ...] = ()


def read(*contents: bytes) -> WardFigures:
    """The residents or deprivation of each ward that the files name; never raises for what is in them.

    `contents`: a file by ward, or one by LSOA and its lookup, in any order. Raises `ReadingError` where this
    code is wrong, so that no log shows what was being read.
    """
    try:
        return _read(contents)
    except FileRefusedError as refusal:
        return WardFigures(problems=(refusal.problem,))
    except Exception as error:  # noqa: BLE001 (its words may be somebody's, decision 50)
        fault = without_words(error)
    raise ReadingError(fault)


def _read(contents: Sequence[bytes]) -> WardFigures:
    if len(contents) > 2:  # noqa: PLR2004 (a file and its lookup)
        return _refused("too many files", _TOO_MANY)
    files = [sheets.sheets(content)[1] for content in contents]
    lookups = [lsoas.lookup(every) for every in files]
    figures = [every for every, lookup in zip(files, lookups, strict=True) if lookup is None]
    if len(figures) != 1:
        return _refused("not one file", _TOO_MANY if figures else _LOOKUP_ALONE)
    return _of_file(figures[0], next(filter(None, lookups), None))


def _of_file(every: Sequence[Sheet], lookup: Lookup | None) -> WardFigures:
    wards = None if lookup is None or lookup.problems else lookup.wards
    wrong = lookup.problems if lookup else ()
    deprivation = read_deprivation(every, wards)
    if deprivation is None:
        # Of a workbook with a sheet a year, the last year stands last.
        for sheet in reversed(every):
            if (columns := _columns(sheet)) and (found := _of_table(sheet, *columns)):
                return found
        by_lsoa = next(filter(None, (_by_lsoa(sheet, wards) for sheet in reversed(every))), None)
        if by_lsoa is None:
            return _refused("residents not found", _NONE)
        residents, problems, about = by_lsoa
        read: Mapping[str, Deprivation] = {}
    else:
        residents, (read, problems), about = {}, deprivation, ""
    problems = [*wrong, *problems]
    if lookup is None:
        problems.insert(0, Problem("no lookup", _LSOA))
    if problems:
        return WardFigures(problems=tuple(problems))
    return WardFigures(residents, read, lookup.year if lookup else 0, about)


def _by_lsoa(
    sheet: Sheet, wards: Mapping[str, str] | None
) -> tuple[dict[str, int], list[Problem], str] | None:
    """The residents of each ward as the sum of its LSOAs, what is wrong and of when it is, if it is such."""
    for heading, texts in lsoas.headings(sheet):
        codes, values = lsoas.column(texts, lsoas.CODES), lsoas.column(texts, _VALUES)
        if codes is None or values is None:
            continue
        if problem := lsoas.of_another_year(texts, codes):
            return {}, [problem], ""
        rows, problems = lsoas.codes_of(sheet, range(heading + 1, len(sheet.rows)), codes, values)
        if not rows and not problems:
            return None
        counts = {code: _whole(sheet.at(row, values)) for code, row in rows.items()}
        for code, row in rows.items():
            if counts[code] is None:
                cell = sheet.cell(row, values)
                problems.append(Problem("no number", _NO_NUMBER.format(cell=cell), cell))
        if wards is None:
            return {}, problems, ""
        at = {code: sheet.cell(row, codes) for code, row in rows.items()}
        by_ward, unfit = lsoas.best_fit(at, wards)
        sums = {ward: sum(counts[code] or 0 for code in codes) for ward, codes in by_ward.items()}
        return sums, [*problems, *unfit], _of_when(sheet, heading)
    return None


def _columns(sheet: Sheet) -> tuple[int, int, int] | None:
    """The row of headings, the column of the codes and the first of residents after it."""
    for row, texts in lsoas.headings(sheet):
        codes = next((column for column, text in enumerate(texts) if _CODES.fullmatch(text)), None)
        values = [column for column, text in enumerate(texts) if _VALUES.fullmatch(text)]
        if codes is not None and values:
            return row, codes, values[0]
    return None


def _of_table(sheet: Sheet, heading: int, codes: int, values: int) -> WardFigures | None:
    """What is in a table by ward; None where no ward is in it."""
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for row in range(heading + 1, len(sheet.rows)):
        # Other areas (the country, a county) stand in such files too.
        code = sheet.text(row, codes).strip()
        if not WARD_CODE.fullmatch(code):
            continue
        count = _whole(sheet.at(row, values))
        if count is None:
            cell = sheet.cell(row, values)
            problems.append(Problem("no number", _NO_NUMBER.format(cell=cell), cell))
        elif found.setdefault(code, count) != count:
            words = _SEVERAL.format(code=code, first=f"{found[code]:,}", other=f"{count:,}")
            return _refused("several figures for a ward", words)
    if not found and not problems:
        return None
    about = _of_when(sheet, heading)
    return WardFigures({} if problems else found, about=about, problems=tuple(problems))


def _of_when(sheet: Sheet, heading: int) -> str:
    """`Mid-2022 Ward 2023`, as the sheet is called, or 2024 as the first date says; empty where neither."""
    if _NAMES_A_YEAR.search(sheet.name):
        return sheet.name
    dates = next(
        (at for at in range(len(sheet.rows[heading])) if sheet.text(heading, at).lower() == "date"), -1
    )
    said = str(sheet.at(heading + 1, dates))
    return said if _A_YEAR.fullmatch(said) else ""


def _whole(value: Value) -> int | None:
    """A count that may have thousands commas, as it has where the sheet was saved as CSV."""
    plain = str(value).replace(",", "").strip()
    return int(float(plain)) if re.fullmatch(r"\d{1,7}(?:\.0+)?", plain) else None


def _refused(code: str, words: str) -> WardFigures:
    return WardFigures(problems=(Problem(code, words),))
