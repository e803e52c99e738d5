"""Residents by ward from the files that the Office for National Statistics publishes, as they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from probation_commission.domain.places import WARD_CODE
from probation_commission.domain.returns import Problem
from probation_commission.intake.fault import ReadingError, without_words
from probation_commission.intake.files import FileRefusedError, Sheet, Value, sheets

_MOST_PROBLEMS = 20
_MOST_ROWS = 20
"""Above the row of headings: titles and notes."""
_CODES = re.compile(
    r"ward (?:20)?\d\d code|wd\d\dcd|electoral wards and divisions code|geography[ _]code|ward[ _]code",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"total|all ages|obs_value|observation|residence type: total; measures: value|all persons"
    r"|usual residents|population",
    re.IGNORECASE,
)
_BY_LSOA = re.compile(r"lsoa code.*|lsoa\d\dcd", re.IGNORECASE)
_NONE = (
    "No table of residents by ward was found. Send a file of ONS as it is: ward population estimates, a "
    "census table by ward, or a download of Nomis by ward, with a column of ward codes and one of residents."
)
_LSOA = (
    "This file is by LSOA and not by ward. What the census and the indices of deprivation say of LSOAs is "
    "bundled already, put together for wards of 2024; send a file by ward for newer ones."
)
_SEVERAL = (
    "This file has several figures for one ward ({code}), {first} and {other}: it is divided by age, sex or "
    "something else. Download the total alone."
)
_MORE = "There may be more of them: nothing after these was read."
_NO_NUMBER = "{cell}: what stands there is no number of residents."


@dataclass(frozen=True, slots=True)
class ResidentsFile:
    """Residents by ward code, or what is wrong with the file, all at once."""

    residents: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read(content: bytes) -> ResidentsFile:
    """The residents of each ward that the file names; never raises for what is in the file.

    Raises `ReadingError` where this code is wrong, so that no log shows what was being read.
    """
    try:
        return _read(content)
    except FileRefusedError as refusal:
        return ResidentsFile(problems=(refusal.problem,))
    except Exception as error:  # noqa: BLE001 (its words may be somebody's, decision 50)
        fault = without_words(error)
    raise ReadingError(fault)


def _read(content: bytes) -> ResidentsFile:
    every = sheets.sheets(content)[1]
    # Of a workbook with a sheet a year, the last year stands last.
    for sheet in reversed(every):
        if columns := _columns(sheet):
            return _of_table(sheet, *columns)
    by_lsoa = any(_BY_LSOA.fullmatch(text.strip()) for sheet in every for text in _headings(sheet))
    return _refused("residents not found", _LSOA if by_lsoa else _NONE)


def _headings(sheet: Sheet) -> Iterator[str]:
    return (text for row, _, text in sheet.texts() if row < _MOST_ROWS)


def _columns(sheet: Sheet) -> tuple[int, int, int] | None:
    """The row of headings, the column of the codes and the first of residents after it."""
    for row in range(min(_MOST_ROWS, len(sheet.rows))):
        texts = [" ".join(sheet.text(row, column).split()) for column in range(len(sheet.rows[row]))]
        codes = next((column for column, text in enumerate(texts) if _CODES.fullmatch(text)), None)
        values = [column for column, text in enumerate(texts) if _VALUES.fullmatch(text)]
        if codes is not None and values:
            return row, codes, values[0]
    return None


def _of_table(sheet: Sheet, heading: int, codes: int, values: int) -> ResidentsFile:
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
            # A file whose column is another has one in each row: nobody reads thousands.
            if len(problems) == _MOST_PROBLEMS:
                return ResidentsFile(problems=(*problems, Problem("more problems", _MORE)))
        elif found.setdefault(code, count) != count:
            words = _SEVERAL.format(code=code, first=f"{found[code]:,}", other=f"{count:,}")
            return _refused("several figures for a ward", words)
    if not found and not problems:
        return _refused("residents not found", _NONE)
    return ResidentsFile({} if problems else found, tuple(problems))


def _whole(value: Value) -> int | None:
    """A count that may have thousands commas, as it has where the sheet was saved as CSV."""
    plain = str(value).replace(",", "").strip()
    return int(float(plain)) if re.fullmatch(r"\d{1,7}(?:\.0+)?", plain) else None


def _refused(code: str, words: str) -> ResidentsFile:
    return ResidentsFile(problems=(Problem(code, words),))
