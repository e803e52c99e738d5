"""What the headings over a column say together: "Red" over "Sep", "Gender" over "M", "Number" over "%"."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from probation_commission.domain import layouts
from probation_commission.domain.iom import Breakdown
from probation_commission.domain.layouts import ANOTHER_MONTH, KEYS, RAG, part
from probation_commission.domain.places import bare
from probation_commission.intake.cells import Meaning, headings, months
from probation_commission.intake.files import Value, plain

_LONGEST_KEY = 80
_LONGEST_WITH_MONTH = 40
_LONGEST_CAPTION = 3
"""Words of a caption that says nothing else: "% of ward", "Last month"."""
_MONTH_NAME = re.compile(rf"(?<![a-z]){months.NAMED_MONTH}(?![a-z])", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]{1,20})\)|\[([^\[\]]{1,20})\]")
_RAG = re.compile(r"\b(?:red|amber|green|blue)s?\b", re.IGNORECASE)
_APART = " -–—:/,()[]&"
_MONTH, _SERVICE, _AREA = "(month)", "(service)", "(area)"


def shown(value: Value) -> str:
    """A heading as text; a date as its month."""
    # A cell with the date 01/10/2026 over a column of counts is October.
    if isinstance(value, date):
        return f"{value:%B %Y}"
    return (
        plain(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
    )


def is_month_name(text: str) -> bool:
    """Whether a text is the name of a month and nothing else: "Oct", "September"."""
    return _MONTH_NAME.fullmatch(text.strip(" .")) is not None


def is_year(text: str) -> bool:
    """Whether a heading stands over years, which say of which year the months beside them are."""
    return bare(text) in ("year", "calendar year", "financial year", "fy", "yr")


def is_calendar_year(text: str) -> bool:
    """Whether such a heading stands over years that begin in January."""
    return bare(text) in ("year", "calendar year", "yr")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the headings of a column mean.

    `month`: the one that they name; `is_month`: they say nothing else. `crossed`: the part that is counted by
    RAG ("in custody, red"). `is_share`, `is_change`: no count in this month. `parts`: their words one by one,
    months left out; `subject`: those that name a service, `place`: those that name an area over its counts.
    """

    key: str
    meaning: Meaning
    breakdown: Breakdown | None = None
    text: str = ""
    month: date | None = None
    is_month: bool = False
    crossed: str = ""
    is_share: bool = False
    is_change: bool = False
    parts: tuple[str, ...] = ()
    subject: str = ""
    place: str = ""


class Headings(dict[int, Heading]):
    """What the headings of each column of a table say.

    `numeric`: the columns that hold counts, shares and changes apart.
    """

    def __init__(self, said: Mapping[int, Heading], numeric: frozenset[int] = frozenset()) -> None:
        super().__init__(said)
        self.numeric = numeric
        self._counted: dict[Callable[[str], bool], int] = {}
        self._of_which: dict[tuple[Callable[[Heading], bool], bool], frozenset[int]] = {}
        self.places = frozenset(heading.place for heading in self.values()) - {""}

    def texts_that(self, holds: Callable[[str], bool]) -> int:
        """In how many of them something holds of the text, worked out once."""
        if holds not in self._counted:
            self._counted[holds] = sum(holds(heading.text) for heading in self.values())
        return self._counted[holds]

    def of_which(self, holds: Callable[[Heading], bool], *, numeric: bool = False) -> frozenset[int]:
        """The columns, or those with counts alone, of which something holds, worked out once."""
        key = (holds, numeric)
        if key not in self._of_which:
            among = self.numeric if numeric else self
            self._of_which[key] = frozenset(number for number in among if holds(self[number]))
        return self._of_which[key]


def heading(
    over: Sequence[Value],
    own: Value,
    month: date | None,
    texts: Sequence[Value],
    meaning_of: Callable[[str], Meaning],
) -> Heading:
    """The meaning of a column's headings, outermost first.

    `month`: the month of the table where its title says one; a month without a year is the last of that name
    until then, or that of the one year that `texts` name.
    """
    levels = [
        part for value in (*over, own) for level in _levels(value) for part in _by_rag(level, meaning_of)
    ]
    read = [_month_and_rest(level, month, texts, meaning_of) for level in levels]
    months_named = [found for found, _ in read if found]
    rests = [rest for _, rest in read if rest]
    named = months_named[-1] if months_named else None
    words = " / ".join(rests)
    meaning, breakdown, crossed = _together(rests, meaning_of)
    return Heading(
        key=_key(read, month, meaning_of),
        meaning=meaning,
        breakdown=breakdown,
        text=rests[-1] if rests else "",
        month=named,
        is_month=named is not None and not rests,
        crossed=crossed,
        is_share=headings.is_share(words),
        is_change=headings.is_change(words),
        parts=tuple(rests),
        subject=" / ".join(bare(rest) for rest in rests if _is_service(rest, meaning_of)),
        place=" / ".join(bare(rest) for rest in rests if meaning_of(rest).field == layouts.AREA_COUNT),
    )


def under(caption: Value, said: dict[int, Heading]) -> dict[int, Heading]:
    """The headings of a table under a caption that says all of it is shares, or of last month."""
    text = bare(shown(caption))
    is_share, is_change = headings.is_share(shown(caption)), headings.is_change(shown(caption))
    # "Cohort, with change on last month" stands over counts as well.
    if not (is_share or is_change) or len(text.split()) > _LONGEST_CAPTION or months.months_in(caption):
        return said
    return {
        number: replace(heading, key=f"{text or '%'} / {heading.key}", is_share=is_share, is_change=is_change)
        for number, heading in said.items()
    }


def _is_service(text: str, meaning_of: Callable[[str], Meaning]) -> bool:
    return meaning_of(text).field == layouts.SERVICE_COUNT


def _levels(value: Value) -> Iterator[Value]:
    """A heading, and what its brackets say of it where that is a month, a share or a number."""
    if not isinstance(value, str):
        yield value
        return
    text = plain(value)
    brackets = [match for match in _BRACKETS.finditer(text) if _qualifies(match[1] or match[2])]
    for match in brackets:
        text = text.replace(match[0], " ")
    if rest := plain(text):
        yield rest
    yield from (match[1] or match[2] for match in brackets)


def _by_rag(value: Value, meaning_of: Callable[[str], Meaning]) -> list[Value]:
    """A heading, in two where it names a part and a RAG: "Custody - Red", "Red (in the community)"."""
    match = _RAG.search(value) if isinstance(value, str) else None
    if match is None or not isinstance(value, str):
        return [value]
    rest = plain(value[: match.start()] + " " + value[match.end() :]).strip(_APART)
    sense = meaning_of(rest) if rest else headings.NONE
    return [rest, match[0]] if sense.sure and layouts.breakdown_of(sense.field) else [value]


def _qualifies(text: str) -> bool:
    """Whether the words of brackets say how something is counted: "%", "Sep", "No.", "last month"."""
    return (
        headings.is_share(text)
        or headings.is_change(text)
        or is_month_name(text)
        or months.month(text) is not None
        or headings.meaning(text) == Meaning(layouts.COUNT, sure=True)
    )


def _month_and_rest(
    value: Value, month: date | None, texts: Sequence[Value], meaning_of: Callable[[str], Meaning]
) -> tuple[date | None, str]:
    """The month in a heading, and its other words."""
    if found := months.month(value):
        return found, ""
    text = shown(value)
    match = _MONTH_NAME.search(text) if len(text) <= _LONGEST_WITH_MONTH else None
    if match is None:
        return None, text
    if named := months.month_in(text):
        return named, _without_month(text, match)
    rest = _without_month(text, match)
    # "May" may be a word: taken for the month alone, or beside words that are known.
    if rest and not meaning_of(rest).sure:
        return None, text
    return _without_year(match[0], month, texts), rest


def _without_month(text: str, match: re.Match[str]) -> str:
    rest = text[: match.start()] + " " + text[match.end() :]
    # "Red Sep-26": the year goes with its month.
    rest = re.sub(r"^\W*(?:20)?\d\d(?!\d)|(?<!\d)20\d\d|(?<=\s)\W*\d\d(?!\d)", " ", rest)
    return plain(rest).strip(" -–,:")


def _without_year(name: str, month: date | None, texts: Sequence[Value]) -> date | None:
    if month is None:
        return months.named_in_year(name, texts)
    this_year = months.month(f"{name} {month.year}")
    return this_year.replace(year=month.year - 1) if this_year and this_year > month else this_year


def _together(
    rests: Sequence[str], meaning_of: Callable[[str], Meaning]
) -> tuple[Meaning, Breakdown | None, str]:
    """What several headings over each other mean, the breakdown over them, and a part crossed with a RAG."""
    if not rests:
        return headings.NONE, None, ""
    meanings = [meaning_of(rest) for rest in rests]
    counted = [meaning for meaning in meanings if meaning.sure and meaning.field not in KEYS]
    parts = [meaning for meaning in counted if meaning.field != layouts.COUNT]
    breakdown = next(filter(None, map(headings.breakdown, rests[:-1])), None)
    rags = {meaning.field for meaning in parts if meaning.field.startswith(f"{RAG}:")}
    others = [meaning.field for meaning in parts if meaning.field not in rags]
    grouped = headings.category(rests[-1], breakdown) if breakdown else None
    if grouped and breakdown:
        others = [part(breakdown, grouped)]
    if rags and others:
        own, (_, _, rag) = layouts.breakdown_of(others[0]), min(rags).partition(":")
        # "In custody" over "Red": added up to what the records hold (decision 133).
        if own and own[0] is Breakdown.SETTING:
            return Meaning(layouts.by_rag(own[1], rag), sure=True), None, ""
        return headings.NONE, None, others[0]
    # "Red" over "No.": the number of red. "Total" over "Red": red (decision 124).
    if len(rests) > 1 and meanings[-1].field in ("", layouts.COUNT) and parts:
        return parts[-1], breakdown, ""
    return meanings[-1], breakdown, ""


def _key(
    read: Sequence[tuple[date | None, str]], month: date | None, meaning_of: Callable[[str], Meaning]
) -> str:
    """What a column is known by from month to month: its words, with its month as this one or another."""
    # "April 2026" this time, "May 2026" the next: a layout is known without its months (decision 41). "Sep"
    # beside October is another month, and "% Red" is never known as "Red".
    # A service, or an area, more is the same layout too.
    words = [_key_word(rest, meaning_of) for _, rest in read if rest]
    named = [found for found, _ in read if found]
    if named and not any(words):
        return _MONTH
    if named and month and named[-1] != month:
        words.append(ANOTHER_MONTH)
    return " / ".join(filter(None, words))[:_LONGEST_KEY] or "(no heading)"


def _key_word(text: str, meaning_of: Callable[[str], Meaning]) -> str:
    """What the words of a heading are known by."""
    if _is_service(text, meaning_of):
        return _SERVICE
    # Not of a whole, which is not read beside its parts.
    if meaning_of(text) == Meaning(layouts.AREA_COUNT, sure=True):
        return _AREA
    return f"% {bare(text)}".strip() if headings.is_share(text) else bare(text)
