"""What each column of a table of a service's return seems to be: its heading says it, its content agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from probation_commission.domain import layouts
from probation_commission.domain.layouts import SERVICE_RETURN, Column, Fields
from probation_commission.domain.places import Whole, bare
from probation_commission.domain.referrals import EVERY_COUNT, ReferralStage
from probation_commission.domain.words import listed
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
_ADDS_UP = "It stands beside a column for each area, so it may add them up."
_MAY_ADD_UP = "It stands beside a column of which nothing is known, so it may add it up."
_MAY_BE_RECEIVED = "No column is called referrals received, and this may be them, or those that started."
_MOST_NAMED = 4
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
        if not known.sure and (area := self.directory.area(text)):
            return Meaning(layouts.AREA_COUNT, sure=not isinstance(area, Whole))
        return known

    def guess(self, block: Block, number: int, said: Headings, before: Sequence[Column]) -> Guess:
        """What the column of that number seems to be."""
        del before
        heading = said[number]
        values = columns.values(block, number)
        if is_year(heading.text):
            return NONE
        if guess := self._key(block, number, heading):
            return guess
        if heading.meaning.field in EVERY_COUNT and not heading.is_share and not heading.is_change:
            return Guess(heading.meaning.field)
        # "87%" in some rows of a month, or "see note": its counts are read all the same.
        fewest = 0.0 if heading.is_month or heading.subject or heading.place else MOSTLY
        if any(map(columns.is_countlike, values)) and share(values, columns.is_countlike) >= fewest:
            return self._count(block, number, said)
        # "Comments": words are never kept.
        return NONE if heading.meaning.sure else self._by_some(values)

    def _key(self, block: Block, number: int, heading: Heading) -> Guess | None:
        """What a column says of its rows, by what stands in it or by its heading; None for any other."""
        values, meaning = columns.values(block, number), heading.meaning
        key = self._by_content(values, expects_month=meaning.field == layouts.MONTH)
        doubt = _UNSAID if key and not (meaning.sure and meaning.field == key) else ""
        if not key and meaning.field in SERVICE_RETURN.keys:
            key = meaning.field
        if key == layouts.MEASURE:
            doubt = " ".join(filter(None, [doubt, _not_received(block, number)]))
        return Guess(key, doubt) if key else None

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

    def _count(self, block: Block, number: int, said: Headings) -> Guess:
        """The field of a column of counts, or why it is none unasked."""
        heading, values = said[number], columns.values(block, number)
        if heading.is_share:
            return NONE
        is_named = is_month_name(block.head(number)) and heading.month is None
        reasons = (
            columns.no_count(values, heading, alone=len(said.numeric) == 1),
            _NO_YEAR if is_named else "",
            _ADDS_UP if self._adds_up_areas(heading, said) else "",
            _MAY_ADD_UP if _is_total_beside_unknown(number, said) else "",
        )
        if reason := next(filter(None, reasons), ""):
            return Guess(layouts.NOT_READ, reason)
        if heading.is_month:
            return Guess(layouts.MONTH_COUNT)
        if heading.meaning.field in (layouts.COUNT, layouts.SERVICE_COUNT, layouts.AREA_COUNT):
            return Guess(heading.meaning.field)
        return _unknown_count(heading, said, like_service=self.directory.is_like(heading.text))

    def _adds_up_areas(self, heading: Heading, said: Headings) -> bool:
        """Whether a column is of a whole, beside one of its parts: "County Durham & Darlington"."""
        wholes = [whole for whole in self.directory.gazetteer.wholes if bare(whole.name) in heading.place]
        if not heading.place or not wholes:
            return False
        parts = [self.directory.area(place) for place in said.places - {heading.place}]
        return any(part.code in whole.parts for whole in wholes for part in parts if part)

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


def _is_total_beside_unknown(number: int, said: Headings) -> bool:
    """Whether a column is a total beside a column of counts of which nothing is known, perhaps a service."""
    if not any(map(is_whole, said[number].parts)):
        return False
    return len(unknown := said.of_which(_is_unknown, numeric=True)) > (number in unknown)


def _is_unknown(heading: Heading) -> bool:
    return bool(heading.text) and not heading.meaning.field and not heading.is_month


def _has_subject(heading: Heading) -> bool:
    return bool(heading.subject)


def _unknown_count(heading: Heading, said: Headings, *, like_service: bool) -> Guess:
    """What a column of counts may be whose heading is not known here; asked about in any case."""
    beside = like_service or bool(said.of_which(_has_subject))
    if headings.may_be_received(heading.text) and not said.of_which(_is_received):
        return Guess(ReferralStage.RECEIVED, _MAY_BE_RECEIVED)
    if beside and heading.text and not any(map(is_whole, heading.parts)):
        words = "Its heading seems to be a service, and is none known here. If it is one, say which."
        return Guess(layouts.SERVICE_COUNT, words)
    return Guess(layouts.NOT_READ, "It holds counts, and its heading is not known here. Choose what it is.")


def _is_received(heading: Heading) -> bool:
    return heading.meaning.field == ReferralStage.RECEIVED or any(
        headings.category(part) == ReferralStage.RECEIVED for part in heading.parts
    )


def new_clients(block: Block, column: int) -> str:
    """The name of the rows that stand for referrals received where none is called so; "" for none.

    "New clients | 41" over "Engaged | 30".
    """
    texts = [value for value in columns.values(block, column) if isinstance(value, str)]
    if any(headings.category(text) == ReferralStage.RECEIVED for text in texts):
        return ""
    likely = {bare(text) for text in texts if headings.may_be_received(text)}
    return likely.pop() if len(likely) == 1 else ""


def _not_received(block: Block, column: int) -> str:
    """Why a column that names what is counted is to be looked at: no row of it is of referrals received."""
    if any(_is_received_row(block, row, column) for row in block.judged):
        return ""
    rows = [row for row in block.judged if not _is_known_row(block, row, column)]
    if name := new_clients(block, column):
        row = next(row for row in rows if bare(block.sheet.text(row, column)) == name)
        text, cell = block.sheet.text(row, column), block.sheet.cell(row, column)
        return f"“{text}” ({cell}) is taken for referrals received: no row is called so."
    if not rows or not any(_is_known_row(block, row, column) for row in block.judged):
        return ""
    cells = listed([str(block.sheet.cell(row, column)) for row in rows[:_MOST_NAMED]])
    return f"No row is called referrals received, and {cells} {'is' if len(rows) == 1 else 'are'} not read."


def _is_received_row(block: Block, row: int, column: int) -> bool:
    return headings.category(block.sheet.text(row, column)) == ReferralStage.RECEIVED


def _is_known_row(block: Block, row: int, column: int) -> bool:
    text = block.sheet.text(row, column)
    return not text or headings.category(text) is not None or is_whole(text) or is_subtotal(text)


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
