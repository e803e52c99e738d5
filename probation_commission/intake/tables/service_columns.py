"""What each column of a table of a service's return seems to be: its heading says it, its content agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from probation_commission.domain import layouts
from probation_commission.domain.layouts import SERVICE_RETURN, Column, Fields
from probation_commission.domain.referrals import CATEGORIES
from probation_commission.intake.cells import Meaning, months
from probation_commission.intake.cells import headings as any_headings
from probation_commission.intake.files import Value, plain
from probation_commission.intake.service import ServicesAndAreas, headings, may_be_shown
from probation_commission.intake.tables import columns
from probation_commission.intake.tables.columns import MOSTLY, NONE, WORDS, Guess, share
from probation_commission.intake.tables.finding import Block
from probation_commission.intake.tables.heads import Heading, Headings, is_month_name, is_year, shown
from probation_commission.intake.tables.table import is_subtotal, is_whole

_UNSAID = "Its heading does not say so, but what stands in it does."
_NO_YEAR = "It is a month, and no year is said. Write the year over the table (2026/27)."
_FEWEST = 2
"""Names of counts from which a column of words says what its rows count."""


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """What is known of the tables of services' returns."""

    directory: ServicesAndAreas

    @property
    def fields(self) -> Fields:
        """All that a column can be."""
        return SERVICE_RETURN

    def meaning(self, text: str) -> Meaning:
        """The field that a heading names; a known service is the heading of its own counts."""
        known = headings.meaning(text)
        if not known.sure and self.directory.service(text):
            return Meaning(layouts.SERVICE_COUNT, sure=True)
        return known

    def guess(self, block: Block, number: int, said: Headings, before: Sequence[Column]) -> Guess:
        """What the column of that number seems to be."""
        del before
        heading = said[number]
        values, meaning = columns.values(block, number), heading.meaning
        if is_year(heading.text):
            return NONE
        if key := self._by_content(values, expects_month=meaning.field == layouts.MONTH):
            return Guess(key, "" if meaning.sure and meaning.field == key else _UNSAID)
        if meaning.field in SERVICE_RETURN.keys:
            return Guess(meaning.field)
        if meaning.field in CATEGORIES and not heading.is_share and not heading.is_change:
            return Guess(meaning.field)
        # "87%" in some rows of a month, or "see note": its counts are read all the same.
        fewest = 0.0 if heading.is_month or heading.subject else MOSTLY
        if any(map(columns.is_countlike, values)) and share(values, columns.is_countlike) >= fewest:
            if heading.month is None and is_month_name(block.head(number)):
                return Guess(layouts.NOT_READ, _NO_YEAR)
            return _count(values, heading, said, alone=len(said.numeric) == 1)
        # "Comments": words are never kept.
        return NONE if meaning.sure else self._by_some(values)

    def sample(self, value: Value) -> str:
        """A key as it would be read; words that could be somebody's are never shown."""
        if month := months.month(value):
            return f"{month:%B %Y}"
        text = shown(value)
        known = self.directory.service(text) or self.directory.area(text) or headings.category(text)
        is_safe = known or is_whole(text) or may_be_shown(text, self.directory.services)
        return text if not text or is_safe else WORDS

    def _by_content(self, values: Sequence[Value], *, expects_month: bool) -> str:
        texts = [plain(value) if isinstance(value, str) else "" for value in values]
        for name, known in (
            (layouts.SERVICE, self.directory.service),
            (layouts.AREA, self.directory.area),
            (layouts.MEASURE, headings.category),
        ):
            if texts and sum(bool(text and known(text)) for text in texts) / len(texts) >= MOSTLY:
                return name
        as_month = partial(months.month, serial=expects_month)
        if share(values, lambda value: as_month(value) is not None) >= MOSTLY:
            return layouts.MONTH
        # "Sep" and "Oct" down the side, their year over the table.
        if len(texts) >= _FEWEST and share(texts, _is_month_name) >= MOSTLY:
            return layouts.MONTH
        return layouts.NOT_READ

    def _by_some(self, values: Sequence[Value]) -> Guess:
        """The key of which only some values are known: a service, or several counts by their names."""
        texts = [plain(value) for value in values if isinstance(value, str)]
        words = [text for text in texts if not is_subtotal(text)]
        # "Referrals received", "Waiting list", "% engaged", "Calls": a few of them are kept.
        if len({headings.category(text) for text in words} - {None}) >= _FEWEST:
            return Guess(layouts.MEASURE, _UNSAID)
        if any(map(self.directory.service, words)):
            return Guess(layouts.SERVICE, "Some of what stands in it is a service known here.")
        return NONE


def _count(values: Sequence[Value], heading: Heading, said: Mapping[int, Heading], *, alone: bool) -> Guess:
    """The field of a column of counts, or why it is none unasked."""
    if heading.is_share:
        return NONE
    if reason := columns.no_count(values, heading, alone=alone):
        return Guess(layouts.NOT_READ, reason)
    if heading.is_month:
        return Guess(layouts.MONTH_COUNT)
    if heading.meaning.field in (layouts.COUNT, layouts.SERVICE_COUNT):
        return Guess(heading.meaning.field)
    beside = any(other.subject for other in said.values())
    if beside and heading.text and not any(map(is_whole, heading.parts)):
        words = "Its heading stands beside services, and is none known here. If it is one, say below which."
        return Guess(layouts.SERVICE_COUNT, words)
    return Guess(layouts.NOT_READ, "It holds counts, and its heading is not known here. Choose what it is.")


def _is_month_name(value: Value) -> bool:
    return isinstance(value, str) and is_month_name(value)


def unknown_parts(heading: Heading, words: ServiceWords) -> list[str]:
    """The words over a column that name nothing that is known: perhaps a service."""
    return [
        part
        for part in heading.parts
        if not words.meaning(part).field
        and not is_whole(part)
        and not any_headings.is_share(part)
        and not any_headings.is_change(part)
    ]
