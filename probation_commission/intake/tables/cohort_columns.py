"""What each column of a table of an IOM cohort seems to be: its heading says it, its content has to agree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from probation_commission.domain import layouts
from probation_commission.domain.iom import CATEGORIES, Breakdown
from probation_commission.domain.layouts import COHORT, COUNTS, FIELDS, KEYS, NOT_READ, Column, Fields
from probation_commission.domain.places import Gazetteer, PlaceKind, bare, ward_name
from probation_commission.domain.referrals import Level, ReferralStage
from probation_commission.intake.cells import Meaning, headings, months, rag_in
from probation_commission.intake.files import Value, plain
from probation_commission.intake.service import headings as service_headings
from probation_commission.intake.tables import columns, heads
from probation_commission.intake.tables.columns import MOSTLY, NONE, WORDS, Guess, share
from probation_commission.intake.tables.finding import Block, ward_names
from probation_commission.intake.tables.heads import Heading, Headings, shown
from probation_commission.intake.tables.table import is_whole

_LONGEST_SHOWN: Final = 40
_NEVER_SUMMED: Final = "It is 0 in every row, though the RAGs beside it are not."
# For "NFA", "not known" and the like, which are no ward on any day.
_ANY_DAY: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class CohortWords:
    """What is known of the tables of a cohort."""

    gazetteer: Gazetteer

    @property
    def fields(self) -> Fields:
        """All that a column can be."""
        return COHORT

    def meaning(self, text: str) -> Meaning:
        """The field that a heading names."""
        return headings.meaning(text)

    def guess(self, block: Block, number: int, said: Headings, before: Sequence[Column]) -> Guess:
        """What the column of that number seems to be."""
        values, meaning = columns.values(block, number), said[number].meaning
        # "Cockerton" over a column of counts, also where nothing stands in it yet.
        if self._is_headed_by_ward(block, number, said) and all(map(columns.is_countlike, values)):
            return Guess(layouts.WARD_COUNT)
        if not values or heads.is_year(said[number].text):
            return NONE
        if meaning.sure and meaning.field in (layouts.BREAKDOWN, layouts.CATEGORY):
            return Guess(meaning.field)
        # Content before heading: "Area" often heads the names of wards.
        if key := self._by_content(values, expects_month=meaning.field == layouts.MONTH):
            agrees = meaning.sure and meaning.field == key
            return Guess(key, "" if agrees else "Its heading does not say so, but what stands in it does.")
        if share(values, columns.is_countlike) >= MOSTLY:
            guess = _count(values, said[number], before, alone=len(said.numeric) == 1)
            never_summed = guess.field == layouts.COUNT and _was_not_added_up(block, values, said)
            return Guess(NOT_READ, _NEVER_SUMMED) if never_summed else guess
        return _by_heading(meaning)

    def sample(self, value: Value) -> str:
        """A key as it would be read; words that could be somebody's are never shown."""
        if month := months.month(value):
            return f"{month:%B %Y}"
        text = shown(value)
        if not text or is_whole(text) or rag_in(text) or self.gazetteer.authority(text):
            return text
        known = headings.meaning(text).sure or self._is_place(text)
        is_category = any(headings.category(text, category) for category in CATEGORIES)
        return text if (len(text) <= _LONGEST_SHOWN and known) or is_category else WORDS

    def _is_headed_by_ward(self, block: Block, number: int, said: Headings) -> bool:
        """Whether a column is headed by a ward, or by "NFA" beside others that are."""
        text = said[number].text
        return (
            said.texts_that(self._is_ward) > 1
            and number > block.first
            and bool(text)
            and self._is_place(text)
        )

    def _by_content(self, values: Sequence[Value], *, expects_month: bool) -> str:
        """The field of a row that most of the values name."""
        texts = [plain(value) if isinstance(value, str) else "" for value in values]

        def mostly(holds: Callable[[str], object]) -> bool:
            return sum(bool(text and holds(text)) for text in texts) / len(texts) >= MOSTLY

        # At least one true ward: "NFA" and "Not known" alone can stand in a column of anything.
        if any(map(self._is_ward, texts)) and mostly(self._is_place):
            return layouts.WARD
        if mostly(rag_in):
            return layouts.RAG
        # 46296 is a month only where one is expected.
        if share(values, lambda value: months.month(value, serial=expects_month) is not None) >= MOSTLY:
            return layouts.MONTH
        if expects_month and share(values, _is_month_of_a_year) >= MOSTLY:
            return layouts.MONTH
        if mostly(self.gazetteer.authority):
            return layouts.AREA
        return next((part for part in CATEGORIES if mostly(_is_category(part))), NOT_READ)

    def _is_ward(self, text: str) -> bool:
        names = ward_names(self.gazetteer)
        return bare(text) in names or ward_name(text) in names or self.gazetteer.coded(text) is not None

    def _is_place(self, text: str) -> bool:
        """Whether a text names a ward by name or code, or says that there is none (NFA, outside)."""
        if self._is_ward(text):
            return True
        kind = self.gazetteer.resolve(text, self.gazetteer.authorities[0], _ANY_DAY).kind
        return kind in (PlaceKind.NO_FIXED_ABODE, PlaceKind.NOT_KNOWN, PlaceKind.OUTSIDE)


def _is_category(breakdown: Breakdown) -> Callable[[str], object]:
    return lambda text: headings.category(text, breakdown)


def _by_heading(meaning: Meaning) -> Guess:
    """The field of a row that a heading names, whatever stands under it."""
    if meaning.field not in KEYS:
        return NONE
    if meaning.field in (layouts.WARD, layouts.RAG, layouts.MONTH, layouts.AREA):
        return Guess(meaning.field, "Its heading says so, but most of what stands in it is not known here.")
    return Guess(meaning.field, "" if meaning.sure else "Its heading is much like that.")


def _count(values: Sequence[Value], said: Heading, before: Sequence[Column], *, alone: bool) -> Guess:
    """The field of a column that seems to hold counts, or why it is none unasked."""
    # "Red" under a merged "%" is no count either (decision 43).
    if said.is_share:
        return NONE
    crossed = f"It counts “{FIELDS.get(said.crossed)}” by RAG, which cannot be kept." if said.crossed else ""
    if reason := columns.no_count(values, said, alone=alone) or crossed:
        return Guess(NOT_READ, reason)
    if field := _in_group(said, before) or (layouts.MONTH_COUNT if said.is_month else ""):
        return Guess(field)
    if said.meaning.field in COUNTS:
        return Guess(said.meaning.field, _doubt(said.meaning))
    # "Ward | Referrals" is somebody's return, and no cohort (decision 127).
    if service_headings.meaning(said.text).field in (*ReferralStage, *Level):
        reason = "It counts referrals or outcomes of a service, and no cohort."
    elif alone:
        return Guess(layouts.COUNT, "Its heading is not known here, but it is the only column of counts.")
    return Guess(NOT_READ, reason or "It holds counts, and its heading is not known here. Choose what it is.")


def _was_not_added_up(block: Block, values: Sequence[Value], said: Headings) -> bool:
    """Whether totals are 0 beside RAGs that are not: formulas that a program wrote, never calculated."""
    rags = [number for number in said if said[number].meaning.field.startswith(f"{layouts.RAG}:")]
    beside = [value for number in rags for value in columns.values(block, number)]
    counted = any(isinstance(value, int | float) and value > 0 for value in beside)
    return counted and len(values) > 1 and all(value == 0 for value in values)


def _is_month_of_a_year(value: Value) -> bool:
    """Whether a value is a month without its year, by name or number."""
    return months.in_year(shown(value), ("2026",)) is not None


def _doubt(meaning: Meaning) -> str:
    """What is to be looked at of a column whose heading names a count."""
    if layouts.part_by_rag(meaning.field):
        return "It is added up: custody over its RAGs, and each RAG over custody and the community."
    return "" if meaning.sure else "Its heading is much like that."


def _in_group(said: Heading, before: Sequence[Column]) -> str:
    """The part that a heading names within the group over it ("Gender"), or beside its neighbour."""
    breakdown = said.breakdown
    # "Other" beside "Male" and "Female" is of gender as well, without a heading over them.
    if breakdown is None and before and (left := layouts.breakdown_of(before[-1].field)):
        breakdown = left[0] if not said.meaning.sure else None
    name = headings.category(said.text, breakdown) if breakdown else None
    return layouts.part(breakdown, name) if breakdown and name else ""
