"""A day, an amount of money and the suppliers as a register writes them."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from probation_commission.domain.days import day_of
from probation_commission.intake.cells import months
from probation_commission.intake.files import Value, plain

_NOT_GIVEN = frozenset(
    {
        *("", "-", "–", "—", ".", "n/a", "na", "#n/a", "none", "null", "nil", "tbc", "tbd", "tba", "?"),
        *("not known", "unknown", "not applicable", "not given", "not stated", "not available", "no"),
        *("open", "open ended", "open-ended", "ongoing", "on-going", "rolling", "no end date", "redacted"),
        *("to be confirmed", "to be decided", "see above", "withheld"),
    }
)
_LONGEST = 120
"""Characters of a cell with a day and words beside it."""
_SERIAL_0 = date(1899, 12, 30)
_SERIALS = range(32_874, 73_051)
"""The days of 1990 to 2099, as Excel numbers them."""
_YEARS = range(1990, 2100)
_NTH, _APART = r"(?:st|nd|rd|th)?", r"[\s,.\-/]{1,3}"
_ISO = (
    r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    r"(?:[t ](?P<time>\d{1,2}:\d{2})[\d:.]*(?P<zone>z|[+-]\d\d:?\d\d)?)?"
)
_BRITISH = r"(?P<d2>\d{1,2})(?P<sep>[/.-])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4}|\d{2})(?: \d{1,2}:\d{2}[\d:]*)?"
_NAMED = (
    rf"(?P<d3>\d{{1,2}}){_NTH}(?: of)?{_APART}(?P<m3>{months.NAMED_MONTH}){_APART}(?P<y3>\d{{4}}|\d{{2}})"
)
_A_DAY = rf"(?<![\d/.-])(?:{_ISO}|{_BRITISH}|{_NAMED})(?![\d/])"
_DAY = re.compile(_A_DAY, re.ASCII)
_TO = r"(?:to|until|till)[: ]*"
_EXTENDED = re.compile(rf"[\s,;:(–-]*(?:(?:was|has been|now) )?ext(?:ended|\.)? {_TO}")
"""What was extended, and may be no more: of "extension to" nobody knows whether it was taken up."""
_OPTION = re.compile(
    rf"[\s,;:(+–-]*(?:plus |with |and )?(?:(?:it )?(?:can|may|could) be ext(?:ended|\.)?"
    rf"|(?:an |the )?options? (?:to ext(?:end|\.)?|of extension|for extension)|possible extension"
    rf"|(?:an |the )?extension (?:is )?possible|(?:an |the )?extension option) {_TO}"
)
_CLOSED = " ).,;"
_TWO_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)", re.ASCII)
_MONTHS_OF_YEAR = 12
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905


class NoDayError(ValueError):
    """Something stands in a cell, and it is not what belongs there."""


def day(value: Value) -> date | None:
    """The day that a cell holds; None where it holds none. The day comes first, as everywhere here.

    "Extended to 31/03/2027" is the later day. Raises `NoDayError` for anything else: a month without its
    day is no day.
    """
    return _one(end(value))


def extension(value: Value) -> date | None:
    """The day until which a contract can be extended, as `day`, with or without the end before it."""
    first, last = end(value)
    return last or first


def end(value: Value) -> tuple[date | None, date | None]:
    """The day on which a contract ends, and the one until which it can be extended; as `day`.

    An option is no end: of "31/03/2025 (can be extended to 31/03/2027)" the end is 2025.
    """
    if isinstance(value, str) and _DAY.search(text := _small(value)):
        return _in_words(text)
    return _alone(value), None


def _one(days: tuple[date | None, date | None]) -> date | None:
    first, last = days
    if last:
        raise NoDayError
    return first


def _small(value: str) -> str:
    return plain(value).casefold().strip(" *")


def _alone(value: Value) -> date | None:
    """The day of a cell that has nothing beside it."""
    if isinstance(value, datetime):
        return _within(day_of(value) if value.tzinfo else value.date())
    if isinstance(value, date):
        return _within(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _serial(float(value))
    if not isinstance(value, str):
        raise NoDayError
    text = _small(value)
    if text.strip(" .()") in _NOT_GIVEN:
        return None
    if re.fullmatch(r"\d{5}(?:\.0+)?", text, re.ASCII):
        return _serial(float(text))
    raise NoDayError


def _in_words(text: str) -> tuple[date | None, date | None]:
    """The end and the extension of a text with a day in it: one alone, or as nothing else can be meant."""
    matches = list(_DAY.finditer(text)) if len(text) <= _LONGEST else []
    if len(matches) not in {1, 2} or text[matches[-1].end() :].strip(_CLOSED):
        raise NoDayError
    last = _date(matches[-1])
    if matches[0].group() == text:
        return last, None
    first = _date(matches[0]) if matches[1:] else None
    if first and (last < first or matches[0].start()):
        raise NoDayError
    between = text[matches[0].end() if first else 0 : matches[-1].start()]
    # "31/03/2026 (extended to 31/03/2027)": what it was extended to is its end now.
    if _EXTENDED.fullmatch(between):
        return last, None
    if _OPTION.fullmatch(between):
        return first, last
    raise NoDayError


def month_first(value: Value) -> bool:
    """Whether a cell can only be a day as Americans write it: 03/31/2027."""
    return any(one <= _MONTHS_OF_YEAR < other for one, other in _numbers(value))


def either_way(value: Value) -> bool:
    """Whether a cell is another day as Americans write it: 03/04/2027."""
    return any(one != other and max(one, other) <= _MONTHS_OF_YEAR for one, other in _numbers(value))


def _numbers(value: Value) -> list[tuple[int, int]]:
    """The two numbers with which each day in a text begins that is written as 31/03/2027."""
    found = _TWO_NUMBERS.finditer(value) if isinstance(value, str) else ()
    return [(int(match[1]), int(match[2])) for match in found]


def _date(match: re.Match[str]) -> date:
    found = match.groupdict()
    n = next(number for number in "123" if found[f"y{number}"])
    month = found[f"m{n}"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    year = int(found[f"y{n}"])
    try:
        if found["zone"]:
            # 23:00 in UTC on 31 March is 1 April in London, where the contract is.
            zone = "+00:00" if found["zone"] == "z" else found["zone"]
            zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
            said = f"{year:04}-{number:02}-{int(found['d1']):02}T{found['time']:0>5}{zone}"
            return _within(day_of(datetime.fromisoformat(said)))
        return _within(date(year if year >= _YEARS[0] else 2000 + year, number, int(found[f"d{n}"])))
    except ValueError:
        raise NoDayError from None


def _serial(number: float) -> date | None:
    if number == 0:
        return None
    if int(number) not in _SERIALS:
        raise NoDayError
    return _SERIAL_0 + timedelta(days=int(number))


def _within(found: date) -> date:
    if found.year not in _YEARS:
        raise NoDayError
    return found


_VAT = re.compile(
    r"\(?[+,]?\s*(?:ex|exc|excl|excludes|excluding|inc|incl|includes|including|net of|plus|without)?\.?"
    r"(?: of)?\s*\bvat\b\.?\)?"
)
_A_YEAR = re.compile(
    r"\b(?:per|each|every|a|/) ?(?:year|annum|month|week|day|hour)|\bp\.? ?a\b|annual|/ ?(?:yr|year)"
)
_A_RANGE = re.compile(
    r"\d\D{0,3}(?:-|–|to|and)\D{0,3}\d|\bup to\b|less than|more than|[<>]|approx|circa|estimate"
)
_AMOUNT = re.compile(
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(?P<part>\d{1,6}))? ?(?P<by>k|m|mn|thousand|million)?",
    re.ASCII,
)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000}
_MOST_PENCE = 100_000_000_000
"""A thousand million pounds, as in the form of a contract."""


def value(cell: Value) -> tuple[int | None, str]:
    """The value of a whole contract in pence, None where the cell has none; and why it was not taken.

    £1,234.50 + VAT is £1,234.50. A yearly amount, a range and 0 are no value of a contract.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None, "is no amount"
    text = plain(cell).casefold() if isinstance(cell, str) else f"{cell:.12g}"
    if text.strip(" .()£") in _NOT_GIVEN:
        return None, ""
    return _amount(" ".join(_VAT.sub(" ", text).replace("£", " ").replace("gbp", " ").split()))


def _amount(text: str) -> tuple[int | None, str]:
    if _A_YEAR.search(text):
        return None, "is an amount by year or another time, not the whole contract’s"
    if _A_RANGE.search(text):
        return None, "is a range or an estimate"
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None, "is no amount"
    pounds = Decimal(f"{match['whole'].replace(',', '')}.{match['part'] or 0}") * _TIMES.get(
        match["by"] or "", 1
    )
    pence = round(pounds * 100)
    if pence == 0:
        return None, "is 0, which no contract is worth"
    return (pence, "") if pence <= _MOST_PENCE else (None, "is more than any contract is worth")


_IN_BRACKETS = re.compile(r"\[([^\]|]*)\|[^\]]*\]")
_BETWEEN = re.compile(r"\s+/\s+|\s*[;|\n]\s*|\s+&&\s+")


def suppliers(cell: Value) -> tuple[str, ...]:
    """Those whom a cell names: `A Ltd / B CIC` are two; of `[A Ltd|1 Street|…]`, as in a notice, the name."""
    if not isinstance(cell, str):
        return ()
    text = cell.replace("\r", "\n")
    names = _IN_BRACKETS.findall(text) or _BETWEEN.split(text)
    tidy = (plain(name).strip(" ,;") for name in names)
    return tuple(dict.fromkeys(name for name in tidy if name.casefold() not in _NOT_GIVEN))


def given(cell: Value) -> str:
    """The text of a cell, empty where it says that nothing is given; of a number 61, not 61.0."""
    text = plain(cell) if isinstance(cell, str) else f"{cell:.12g}" if isinstance(cell, int | float) else ""
    return "" if text.casefold() in _NOT_GIVEN else text
