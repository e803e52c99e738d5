"""Months as people type them into cells, titles and the names of sheets and files: "Oct-26", "IOM 2026_10".

One reader for every file. The day comes first, as everywhere here: 10/31/2026 is no month (decision 119).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from probation_commission.domain.days import LONDON
from probation_commission.intake.cells.remembered import while_reading
from probation_commission.intake.files import Value, plain

_LONGEST = 200
_LONGEST_CELL = 60
_SHORT_YEAR = 2
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_LONG = "january february march april may june july august september october november december".split()  # noqa: SIM905
NAMED_MONTH: Final = rf"(?:{'|'.join((*_LONG, 'sept', *_MONTHS))})"
"""The pattern of a month's name, in small letters: in full or in its usual short form, nothing like it."""
_FIRST_OF_FINANCIAL_YEAR = 4

_YEAR = r"(?P<year>\d{4}|['\u2019\u2018]?\d{2})"
_DAY = r"(?P<day>\d{1,2})"
_NTH, _APART = r"(?:st|nd|rd|th)?", r"[\s._/,\u2010-\u2015-]{0,3}"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_ZONE = r"(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})"
_TIME = rf"(?:(?:t| |, )(?P<time>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)(?:\.\d{{1,9}})? ?{_ZONE}?)?"
_SAYS_MONTH = re.compile(
    r"(?:as (?:at|of|on)|position (?:as )?at|(?:month|period) (?:ending|ended|end|of|beginning|commencing)"
    r"|end of|month)[: ]+"
)
# Each pattern is of a whole cell, in small letters and single spaces.
_CELL = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})[-/_](?P<number>\d{1,2})",
        rf"(?P<year>\d{{4}})(?P<sep>[-/._])(?P<number>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_TIME}",
        rf"{_DAY}(?P<sep>[-/.])(?P<number>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d{{2}}){_TIME}",
        # "10.2026" can be a rate.
        r"(?P<number>\d{1,2})[-/](?P<year>\d{4})",
        rf"{_WEEKDAY}(?:{_DAY}{_NTH}(?: of)?{_APART})?(?P<name>{NAMED_MONTH}){_APART}{_YEAR}{_TIME}",
        rf"{_WEEKDAY}(?P<name>{NAMED_MONTH})[ .]{{1,2}}{_DAY}{_NTH},? (?P<year>\d{{4}}){_TIME}",
        rf"(?P<year>\d{{4}}){_APART}(?P<name>{NAMED_MONTH})",
    )
]
_COMPACT = re.compile(r"(?P<year>20\d{2})(?P<number>0[1-9]|1[0-2])(?P<day>[0-3]\d)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,15})?", re.ASCII)
_SERIAL_0 = date(1899, 12, 30)
"""The day from which Excel counts, as far as March 1900 and later."""
_SERIALS = range(40179, 54789)
"""The days of 2010 to 2049: no cohort is so large that its count could be taken for one."""
_YEARS_IN_SHORT = range(2010, 2050)
# Within a text, in small letters; the first that fits at a place is what stands there.
_WITHIN = re.compile(
    rf"(?<![a-z])(?P<name>{NAMED_MONTH})[\s._'\u2018\u2019\u2010-\u2015-]{{0,3}}(?P<named>20\d{{2}}|\d{{2}})(?!\d)"
    r"|(?<![\d/.-])(?P<d>\d{1,2})(?P<s>[-/._])(?P<m>\d{1,2})(?P=s)(?P<y>20\d{2})(?!\d)"
    r"|(?<![\d/.-])(?P<dd>\d{2})(?P<ss>[-/.])(?P<mm>\d{2})(?P=ss)(?P<yy>\d{2})(?![\d/-]|\.\d)"
    r"|(?<![\d/])(?P<y1>20\d{2})[-_./ ]?(?P<m1>0[1-9]|1[0-2])(?:[-_./ ]?(?P<d1>[0-3]\d))?(?!\d)"
    r"|(?<![a-z\d/])(?P<m2>0?[1-9]|1[0-2])[-_./ ](?P<y2>20\d{2})(?!\d|/\d)",
    re.ASCII,
)
_DIGITS = (("d", "m", "y"), ("dd", "mm", "yy"), ("d1", "m1", "y1"), ("", "m2", "y2"))
"""The names of day, month and year in its stretches."""
# "April to October 2026", "Apr-Oct 2026": the first month has its year from the last.
_UP_TO = re.compile(
    rf"(?<![a-z])({NAMED_MONTH})\.?\s*(?:to|until|till|through|and|&|[-/,+\u2010-\u2015])"
    r"\s*(?:the )?(?:end of )?(?:\d{1,2}(?:st|nd|rd|th)? )?$"
)
# "Quarter 3 2026" is no March, and "Produced on 4/11/2026" is not the month that is counted.
_NUMBERED = re.compile(r"\b(?:quarter|qtr|period|version|part|phase|table|figure|page|no)[. ]+$")
_MADE = re.compile(
    r"\b(?:produced|printed|created|generated|extract(?:ed)?|run|updated?|refreshed|published|prepared|exported"
    r"|downloaded|issued|saved|submitted|returned|due|next)\b(?![^\d]*\bfor\b)[^\d.;]{0,20}"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?$"
)
_YEARS = re.compile(r"(?<!\d)(20\d{2})(?:[/\u2013-](?:20)?(\d{2})(?!\d))?")
# "w/e 31/10/2026" is a week.
_WEEK = re.compile(r"\bw[/.]?[ec]\b|\bweek\b")


def month(value: Value, *, serial: bool = False) -> date | None:
    """The first day of the month that a cell is, or None.

    It may be a date, with or without a time, or a month with its year. `serial`: a month is expected there,
    so that 46296 is the day that Excel writes so, and 202610 a year with its month.
    """
    if isinstance(value, datetime):
        return value.date().replace(day=1)
    if isinstance(value, date):
        return value.replace(day=1)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = plain(value).casefold() if isinstance(value, str) else f"{value:.12g}"
    if serial and (expected := _numeric(text)):
        return expected
    return _written(text) if isinstance(value, str) and len(text) <= _LONGEST_CELL else None


def _numeric(text: str) -> date | None:
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIALS:
        return (_SERIAL_0 + timedelta(days=int(float(text)))).replace(day=1)
    match = _COMPACT.fullmatch(text.removesuffix(".0"))
    return _date(match["year"], int(match["number"]), match["day"]) if match else None


@while_reading
def _written(text: str) -> date | None:
    # Most cells hold no digit, and no month has none.
    if not any(map(str.isdigit, text)):
        return None
    text = _SAYS_MONTH.sub("", text, count=1) if _SAYS_MONTH.match(text) else text
    matches = (pattern.fullmatch(text) for pattern in _CELL)
    return next((_of(match) for match in matches if match), None)


def _of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    number = _number(parts["name"]) if parts.get("name") else int(parts["number"])
    day = _date(parts["year"], number, parts.get("day"), keep_day=True)
    if day and parts.get("zone") in {"z", "utc", "gmt", "+00:00", "+0000"}:
        # "2026-09-30T23:00:00Z" is the first of October here, as a program writes local midnight.
        time = datetime.strptime(parts["time"][:5].rjust(5, "0") + "+0000", "%H:%M%z").timetz()
        return datetime.combine(day, time).astimezone(LONDON).date().replace(day=1)
    return day and day.replace(day=1)


def _number(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _date(year: str, number: int, day: str | None = None, *, keep_day: bool = False) -> date | None:
    digits = year.lstrip("'\u2018\u2019")
    whole = int(f"20{digits}") if len(digits) == _SHORT_YEAR else int(digits)
    if len(digits) == _SHORT_YEAR and whole not in _YEARS_IN_SHORT:
        return None
    try:
        exact = date(whole, number, int(day or 1))
    except ValueError:
        return None
    return exact if keep_day else exact.replace(day=1)


def month_in(value: Value) -> date | None:
    """The one month that stands somewhere in a text; None for none or several."""
    every = months_in(value)
    return every.pop() if len(every) == 1 else None


def months_in(value: Value) -> set[date]:
    """The months that stand in a text; of "April to October 2026" the first and the last."""
    if exact := month(value):
        return {exact}
    if not isinstance(value, str):
        return set()
    text = re.sub(r"\s+", " ", value[:_LONGEST]).casefold()
    return set() if _WEEK.search(text) else set(_within(text))


def _within(text: str) -> Iterator[date]:
    for match in _WITHIN.finditer(text):
        found = match.groupdict()
        before = text[: match.start()]
        if says_made(before) or (found["m2"] and _NUMBERED.search(before)):
            continue
        if found["name"]:
            last = _date(found["named"], _number(found["name"]))
            if last and (first := _UP_TO.search(before)):
                yield last.replace(month=_number(first[1]))
        else:
            day, number, year = next(keys for keys in _DIGITS if found[keys[1]])
            last = _date(found[year], int(found[number]), found.get(day))
        if last:
            yield last


def says_made(text: str) -> bool:
    """Whether a text says that what follows is the day on which something was made or sent: "Produced on"."""
    return _MADE.search(text.casefold()) is not None


def named_in_year(name: str, texts: Iterable[Value]) -> date | None:
    """The month of a name without a year ("Apr"), in the one year that the texts say.

    "2026/27" is a year from April to March.
    """
    years = {
        (int(match[1]), bool(match[2])) for text in texts for match in _YEARS.finditer(str(text)[:_LONGEST])
    }
    if len(years) != 1:
        return None
    ((year, financial),) = years
    named = month(f"{plain(name)} {year}")
    if named and financial and named.month < _FIRST_OF_FINANCIAL_YEAR:
        return named.replace(year=year + 1)
    return named


def in_year(text: str, years: Iterable[Value]) -> date | None:
    """The month that a cell is beside the year: "October" or 10 beside 2026."""
    number = text.removesuffix(".0")
    if re.fullmatch(r"0?[1-9]|1[0-2]", number, re.ASCII) is None:
        return named_in_year(text, years)
    # Month 7 of 2026/27 may be July or October.
    plain_years = [year for year in years if str(year).strip().removesuffix(".0").isdigit()]
    return named_in_year(_MONTHS[int(number) - 1], plain_years)
