"""Files by LSOA (a small area of the census), and the lookup that says in which ward each LSOA lies."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from probation_commission.domain.places import WARD_CODE
from probation_commission.domain.returns import Cell, Problem
from probation_commission.intake.files import Sheet, Value

MOST_ROWS = 20
"""Above the row of headings: titles and notes."""
LSOA_CODE = re.compile(r"[EW]01\d{6}", re.ASCII)
_ELSEWHERE = re.compile(r"S01\d{6}|N2\d{7}|95[A-Z]{2}\d{2}[A-Z]\d", re.ASCII)
_ANY_CODE = re.compile(r"[A-Z]\d{8}", re.ASCII)
CODES = re.compile(
    r"lsoa(?: code)? ?\(?(?:20)?(\d\d)(?:\)| code|cd)|lsoa code|geography[ _]code|area code"
    r"|(?:lower layer )?super output areas? code",
    re.IGNORECASE,
)
_WARDS = re.compile(r"wd(\d\d)cd", re.IGNORECASE)
_ITS_LSOAS = re.compile(r"lsoa(\d\d)cd", re.IGNORECASE)
_YEAR = "21"
"""LSOAs of 2021 are what everything of today is by; those of 2011 have other codes where they changed."""
LOOKUP = "LSOA21_WD25_LAD25_EW_LU_v2 (or LSOA21_WD24_LAD24_EW_LU, for wards of 2024)"
_OF_2011 = (
    "{file} is by LSOAs of 20{year}. Here those of 2021 are needed: as a lookup "
    f"{LOOKUP}, from the Open Geography Portal."
)
_NO_WARD = "{cell}: the lookup has no ward for the LSOA {code}. Is it of another year, or was it cut?"
_IN_SCOTLAND = "{cell}: {code} lies in Scotland or Northern Ireland; only England and Wales are known here."
_NO_CODE = "{cell}: what stands there is no code of an LSOA."
_TWICE = "{cell}: the LSOA {code} stands here again; it stands in {first} too. Download the total alone."
_TWO_WARDS = "Lookup, {cell}: the LSOA {code} is in two wards; its first row is {first}."
_NO_WARD_CODE = "Lookup, {cell}: what stands there is no code of a ward of England or Wales."
_HALF = "The file has only {count} of the {whole} LSOAs of the ward {code}: {missing} is missing."


@dataclass(frozen=True, slots=True)
class Lookup:
    """The ward of each LSOA, or what is wrong."""

    wards: Mapping[str, str] = field(default_factory=dict)
    year: int = 0
    """Of the wards."""
    problems: tuple[Problem, ...] = ()


def headings(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Each row that may be one of headings, by its number, with its texts."""
    for row in range(min(MOST_ROWS, len(sheet.rows))):
        yield row, [sheet.text(row, column) for column in range(len(sheet.rows[row]))]


def column(texts: Sequence[str], words: re.Pattern[str]) -> int | None:
    """The first column whose heading is one of those words."""
    return next((at for at, text in enumerate(texts) if words.fullmatch(text)), None)


def lookup(sheets: Sequence[Sheet]) -> Lookup | None:
    """What a file says of LSOAs and wards; None where it is no such lookup."""
    for sheet in sheets:
        for row, texts in headings(sheet):
            codes, wards = column(texts, _ITS_LSOAS), column(texts, _WARDS)
            if codes is not None and wards is not None:
                year = texts[codes][4:6]
                if year != _YEAR:
                    words = _OF_2011.format(file="The lookup", year=year)
                    return Lookup(problems=(Problem("lookup of another year", words),))
                return _lookup(sheet, row, codes, wards, 2000 + int(texts[wards][2:4]))
    return None


def _lookup(sheet: Sheet, heading: int, codes: int, wards: int, year: int) -> Lookup:
    found: dict[str, str] = {}
    rows: dict[str, Cell] = {}
    problems: list[Problem] = []
    for row in range(heading + 1, len(sheet.rows)):
        code, ward, cell = sheet.text(row, codes), sheet.text(row, wards), sheet.cell(row, codes)
        if not LSOA_CODE.fullmatch(code):
            if not sheet.is_blank(row) and not _ELSEWHERE.fullmatch(code):
                problems.append(Problem("no LSOA", f"Lookup, {_NO_CODE.format(cell=cell)}", cell))
        elif not WARD_CODE.fullmatch(ward):
            cell = sheet.cell(row, wards)
            problems.append(Problem("no ward", _NO_WARD_CODE.format(cell=cell), cell))
        elif found.setdefault(code, ward) != ward:
            words = _TWO_WARDS.format(cell=cell, code=code, first=rows[code])
            problems.append(Problem("in two wards", words, cell))
        rows.setdefault(code, cell)
    return Lookup({} if problems else found, year, tuple(problems))


def of_another_year(texts: Sequence[str], at: int) -> Problem | None:
    """What is wrong where the column of codes says that it has those of another census."""
    match = CODES.fullmatch(texts[at])
    year = match[1] if match else None
    if year in (None, _YEAR):
        return None
    return Problem("LSOAs of another year", _OF_2011.format(file="This file", year=year))


def codes_of(
    sheet: Sheet, among: Iterable[int], codes: int, values: int
) -> tuple[dict[str, int], list[Problem]]:
    """The row of each LSOA among some rows, and what is wrong with the codes; other areas stand there too.

    `values`: the column of a figure, without which a row is a note.
    """
    rows: dict[str, int] = {}
    problems: list[Problem] = []
    for row in among:
        code, cell = sheet.text(row, codes), sheet.cell(row, codes)
        if LSOA_CODE.fullmatch(code):
            first = rows.setdefault(code, row)
            if first != row:
                words = _TWICE.format(cell=cell, code=code, first=sheet.cell(first, codes))
                problems.append(Problem("twice", words, cell))
        elif _ELSEWHERE.fullmatch(code):
            problems.append(Problem("elsewhere", _IN_SCOTLAND.format(cell=cell, code=code), cell))
        elif not _ANY_CODE.fullmatch(code) and sheet.at(row, values) != "":
            problems.append(Problem("no LSOA", _NO_CODE.format(cell=cell), cell))
    return rows, problems


def best_fit(
    at: Mapping[str, Cell], wards: Mapping[str, str]
) -> tuple[Mapping[str, Sequence[str]], list[Problem]]:
    """The LSOAs of each ward, each whole in one, and what is wrong; `at`: where in the file each stands.

    A ward of which the file has only some LSOAs has no figure: a sum over some would be too low.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    problems: list[Problem] = []
    for code, cell in at.items():
        if ward := wards.get(code):
            found[ward].append(code)
        else:
            problems.append(Problem("no ward", _NO_WARD.format(cell=cell, code=code), cell))
    whole: defaultdict[str, list[str]] = defaultdict(list)
    for code, ward in wards.items():
        whole[ward].append(code)
    for ward, codes in found.items():
        if len(codes) < len(whole[ward]):
            missing = next(code for code in whole[ward] if code not in at)
            words = _HALF.format(count=len(codes), whole=len(whole[ward]), code=ward, missing=missing)
            problems.append(Problem("not all of a ward", words))
    return found, problems


def number(value: Value, most: float) -> float | None:
    """A number from nought to `most`, also as text and with thousands commas; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).replace(",", "").strip()
    if not re.fullmatch(r"\d{1,9}(?:\.\d{1,12})?", text, re.ASCII):
        return None
    return float(text) if float(text) <= most else None


def whole(value: Value, most: int, *, least: int = 0) -> int | None:
    """A whole number from `least` to `most`, written in any of those ways."""
    found = number(value, most)
    return int(found) if found is not None and found >= least and not found % 1 else None
