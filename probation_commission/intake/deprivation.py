"""Deprivation by LSOA, from the English indices of 2025 (File 7) and the Welsh one of StatsWales."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from probation_commission.domain.deprivation import Deprivation, Index
from probation_commission.domain.returns import Cell, Problem
from probation_commission.intake import lsoas
from probation_commission.intake.files import Sheet

_IMD = r"index of multiple deprivation \(imd\) "
_SCORE = re.compile(_IMD + "score", re.IGNORECASE)
_DECILE = re.compile(_IMD + r"decile\b.*", re.IGNORECASE)
_WEIGHT = re.compile(r"total population: mid 20\d\d.*", re.IGNORECASE)
_VALUES = re.compile(r"data values?", re.IGNORECASE)
_WHAT = re.compile(r"data description|domain|measure|indicator", re.IGNORECASE)
_OVERALL = re.compile(r"\bwimd\b|welsh index of multiple deprivation|\boverall\b", re.IGNORECASE)
_RANK = re.compile(r"\brank\b", re.IGNORECASE)
_HIGHEST_SCORE, _LOWEST_DECILE, _MOST_RESIDENTS = 100, 10, 9_999_999
_WELSH_LSOAS = 1_917
_WELSH_TENTH = _WELSH_LSOAS // 10
"""A rank up to this one is among the most deprived tenth of Wales."""
_NEEDED = (
    "This file of the English indices lacks {missing}. Send File 7 as it is: all ranks, scores, deciles and "
    "population denominators."
)
_NO_SCORE = "{cell}: what stands there is no IMD score; it is a number from 0 to 100."
_NO_DECILE = "{cell}: what stands there is no decile; it is a whole number from 1 to 10."
_NO_WEIGHT = "{cell}: what stands there is no number of residents."
_NO_RANK = "{cell}: what stands there is no rank; it is a whole number from 1 to 1,917."
_NOBODY = "The LSOAs of the ward {code} have no residents in the file, so their scores have no weight."
_NO_RANKS = (
    "This file of the Welsh index has no rows with the overall rank, of which alone a ward's share of the "
    "most deprived tenth can be told. Its scores are made for ranking and are not averaged. Send the "
    "StatsWales CSV with all domains and ranks."
)


@dataclass(frozen=True, slots=True)
class _Lsoa:
    """One row: its score and how many it counts for, whether it is of the most deprived tenth."""

    cell: Cell
    most_deprived: bool
    score: float = 0.0
    weight: float = 0.0


def read(
    sheets: Sequence[Sheet], wards: Mapping[str, str] | None
) -> tuple[Mapping[str, Deprivation], list[Problem]] | None:
    """The deprivation of each ward and what is wrong with the file; None where it is no such file.

    `wards`: the ward of each LSOA; None where no lookup was sent.
    """
    for sheet in sheets:
        for row, texts in lsoas.headings(sheet):
            codes = lsoas.column(texts, lsoas.CODES)
            index = _index(texts)
            if codes is None or index is None:
                continue
            of = _english if index is Index.ENGLISH else _welsh
            found, problems = of(sheet, row, texts, codes)
            if wards is None or (problems and not found):
                return {}, problems
            by_ward, unfit = lsoas.best_fit({code: lsoa.cell for code, lsoa in found.items()}, wards)
            if problems := [*problems, *unfit]:
                return {}, problems
            return _by_ward(index, found, by_ward)
    return None


def _index(texts: Sequence[str]) -> Index | None:
    if any(re.match(_IMD, text, re.IGNORECASE) for text in texts):
        return Index.ENGLISH
    welsh = lsoas.column(texts, _VALUES) is not None and lsoas.column(texts, _WHAT) is not None
    return Index.WELSH if welsh else None


def _by_ward(
    index: Index, found: Mapping[str, _Lsoa], by_ward: Mapping[str, Sequence[str]]
) -> tuple[Mapping[str, Deprivation], list[Problem]]:
    wards: dict[str, Deprivation] = {}
    problems: list[Problem] = []
    for ward, codes in by_ward.items():
        rows = [found[code] for code in codes]
        score, weight = None, sum(lsoa.weight for lsoa in rows)
        if index is Index.ENGLISH:
            if not weight:
                problems.append(Problem("nobody", _NOBODY.format(code=ward)))
                continue
            score = round(sum(lsoa.score * lsoa.weight for lsoa in rows) / weight, 1)
        wards[ward] = Deprivation(index, len(rows), sum(lsoa.most_deprived for lsoa in rows), score)
    return ({} if problems else wards), problems


_Found = tuple[dict[str, _Lsoa], list[Problem]]


def _english(sheet: Sheet, heading: int, texts: Sequence[str], codes: int) -> _Found:
    if problem := lsoas.of_another_year(texts, codes):
        return {}, [problem]
    score, decile, weight = (lsoas.column(texts, words) for words in (_SCORE, _DECILE, _WEIGHT))
    if score is None or decile is None or weight is None:
        columns = {"the IMD score": score, "its decile": decile, "the population denominator": weight}
        missing = " and ".join(name for name, at in columns.items() if at is None)
        return {}, [Problem("columns missing", _NEEDED.format(missing=missing))]
    rows, problems = lsoas.codes_of(sheet, range(heading + 1, len(sheet.rows)), codes, score)
    found: dict[str, _Lsoa] = {}
    for code, row in rows.items():
        figures = {
            score: lsoas.number(sheet.at(row, score), _HIGHEST_SCORE),
            decile: lsoas.whole(sheet.at(row, decile), _LOWEST_DECILE, least=1),
            weight: lsoas.whole(sheet.at(row, weight), _MOST_RESIDENTS),
        }
        words = {score: _NO_SCORE, decile: _NO_DECILE, weight: _NO_WEIGHT}
        problems += _no_numbers(sheet, row, figures, words)
        of = (figures[score] or 0.0, figures[weight] or 0.0)
        found[code] = _Lsoa(sheet.cell(row, codes), figures[decile] == 1, *of)
    return found, problems


def _no_numbers(
    sheet: Sheet, row: int, figures: Mapping[int, float | None], words: Mapping[int, str]
) -> Iterator[Problem]:
    for at, figure in figures.items():
        if figure is None:
            cell = sheet.cell(row, at)
            yield Problem("no number", words[at].format(cell=cell), cell)


def _welsh(sheet: Sheet, heading: int, texts: Sequence[str], codes: int) -> _Found:
    values = lsoas.column(texts, _VALUES) or 0
    what = [at for at, text in enumerate(texts) if _WHAT.fullmatch(text)]
    # Of a domain it may be said too that this is a rank "of WIMD".
    whole = [at for at in what if texts[at].casefold() == "domain"] or what
    ranks = [
        row
        for row in range(heading + 1, len(sheet.rows))
        if _RANK.search(_texts(sheet, row, what)) and _OVERALL.search(_texts(sheet, row, whole))
    ]
    if not ranks:
        return {}, [Problem("no ranks", _NO_RANKS)]
    rows, problems = lsoas.codes_of(sheet, ranks, codes, values)
    found: dict[str, _Lsoa] = {}
    for code, row in rows.items():
        rank = lsoas.whole(sheet.at(row, values), _WELSH_LSOAS, least=1)
        problems += _no_numbers(sheet, row, {values: rank}, {values: _NO_RANK})
        found[code] = _Lsoa(sheet.cell(row, codes), rank is not None and rank <= _WELSH_TENTH)
    return found, problems


def _texts(sheet: Sheet, row: int, columns: Sequence[int]) -> str:
    return " ".join(sheet.text(row, at) for at in columns)
