"""What each column of a table seems to be: its heading says it, and its content has to agree."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from probation_commission.domain import layouts
from probation_commission.domain.iom import CATEGORIES, Breakdown
from probation_commission.domain.layouts import COUNTS, FIELDS, KEYS, NOT_READ, Column
from probation_commission.domain.places import Gazetteer, PlaceKind, bare
from probation_commission.intake.cells import Fault, counts, headings, months, rag_in
from probation_commission.intake.files import Value, column_letters, plain
from probation_commission.intake.tables import heads
from probation_commission.intake.tables.finding import Block
from probation_commission.intake.tables.heads import Heading, shown
from probation_commission.intake.tables.rows import is_whole

_LOOKED_AT = 60
_SAMPLE = 5
# Of what stands in a column: some cells are misspelt, some hold a note, and it is asked anyway (decision 40).
_MOSTLY = 0.6
_LONGEST_SHOWN = 40
_FEWEST_RUNNING = 3
"""Rows from which 1, 2, 3 may number them."""
# For "NFA", "not known" and the like, which are no ward on any day.
_ANY_DAY = date(2026, 1, 1)
# Words in a column of the wrong kind may be somebody's: they are never shown as a sample.
WORDS = "(words, not shown)"
_NUMBERED, _SHARES, _IN_WORDS = "(1, 2, 3)", "(shares)", "(words)"
"""What a key says of content that is no count, so that nothing confirmed of counts is applied to it."""


@lru_cache(maxsize=4)
def ward_names(gazetteer: Gazetteer) -> frozenset[str]:
    """Every known ward's name as it is compared."""
    return frozenset(bare(ward.name) for ward_set in gazetteer.ward_sets() for ward in ward_set.wards)


@dataclass(frozen=True, slots=True)
class _Guess:
    field: str
    doubt: str = ""


_NONE = _Guess(NOT_READ)


def headings_of(block: Block, month: date | None, texts: Sequence[Value]) -> dict[int, Heading]:
    """What the headings of each column of a table say, whose title says that month."""
    return {
        number: heads.heading(block.over(number), _own(block, number), month, texts)
        for number in range(block.first, block.last)
    }


def _own(block: Block, number: int) -> Value:
    """The lowest heading as it stands: a date, or its text where it is merged with the one over it."""
    return block.sheet.at(block.heading, number) or block.head(number)


def columns(
    block: Block, said: Mapping[int, Heading], month: date | None, gazetteer: Gazetteer
) -> tuple[Column, ...]:
    """The columns of a table with what each seems to be; each key once, save under several months.

    `said`: what their headings say. `month`: that of the table, where its title says one.
    """
    so_far: list[Column] = []
    for number in range(block.first, block.last):
        values = _values(block, number)
        guess = _guess(block, number, said, gazetteer, so_far)
        so_far.append(
            Column(
                " ".join(filter(None, (said[number].key, _unfit(values, said[number])))),
                _heading(block, number),
                column_letters(number),
                guess.field,
                guess.doubt,
                _samples(block, number, guess.field, gazetteer),
            )
        )
    so_far = _without_totals_of_months(so_far)
    so_far = _without_other_months(so_far, said, block, month)
    return _without_doubles(_told_apart(so_far, said, block), said, block)


def applied(columns: Sequence[Column], fields: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns with the fields that a person confirmed."""
    return tuple(
        replace(column, field=fields[column.key], doubt="")
        if _may_be(column, fields.get(column.key))
        else column
        for column in columns
    )


def _may_be(column: Column, field: str | None) -> bool:
    """Whether a column can be read as a field at all: words are kept only under a heading for them."""
    # Nobody can confirm a column of names as "Outcome" and have its words kept.
    return field in FIELDS and (field not in layouts.KEPT_AS_WRITTEN or field == column.field)


def _heading(block: Block, column: int) -> str:
    over = [shown(value) for value in block.over(column)]
    return " / ".join(dict.fromkeys(filter(None, (*over, block.head(column)))))[:80]


def _unfit(values: Sequence[Value], said: Heading) -> str:
    """What stands in a column that can be no counts, though its heading may mean some."""
    if _number_the_rows(values) and said.meaning.field in ("", layouts.COUNT):
        return _NUMBERED
    if _are_shares(values) and not said.is_share:
        return _SHARES
    means_counts = said.meaning.field in COUNTS and said.meaning.sure
    words = values and _share(values, _is_countlike) < _MOSTLY
    return _IN_WORDS if means_counts and words else ""


def _told_apart(columns: Sequence[Column], said: Mapping[int, Heading], block: Block) -> list[Column]:
    """The columns, numbered where a heading occurs twice and not under different months or wards."""
    occurrences: dict[tuple[str, date | None], int] = {}
    apart = []
    for column, number in zip(columns, range(block.first, block.last), strict=True):
        if column.field == layouts.WARD_COUNT:
            apart.append(replace(column, key="(ward)"))
            continue
        month = said[number].month
        occurrences[column.key, month] = occurrences.get((column.key, month), 0) + 1
        times = occurrences[column.key, month]
        once = times == 1 or column.key == "(month)"
        apart.append(column if once else replace(column, key=f"{column.key} #{times}"))
    return apart


def _without_totals_of_months(columns: Sequence[Column]) -> list[Column]:
    """The columns without a total beside those of several months, which would add the months up."""
    months_across = sum(column.field == layouts.MONTH_COUNT for column in columns)
    doubt = "It stands beside a column for each month, so it may add them up."
    return [
        replace(column, field=NOT_READ, doubt=doubt)
        if months_across > 1 and column.field == layouts.COUNT
        else column
        for column in columns
    ]


def _without_other_months(
    columns: Sequence[Column], said: Mapping[int, Heading], block: Block, month: date | None
) -> list[Column]:
    """The columns, of which those of another month than the table's are read only when somebody says so."""
    months_of: dict[str, set[date | None]] = {}
    named = [said[number].month for number in range(block.first, block.last)]
    for column, own in zip(columns, named, strict=True):
        months_of.setdefault(column.field, set()).add(own)

    def is_other(column: Column, own: date | None) -> bool:
        if own is None or column.field not in COUNTS or column.field == layouts.MONTH_COUNT:
            return False
        # "Red" beside "Red (Sep)", or "Oct" and "Sep" under "Red" on a sheet of October.
        others = months_of[column.field]
        return None in others or (month in others and own != month)

    return [
        replace(column, field=NOT_READ, doubt=_other_month(own)) if is_other(column, own) else column
        for column, own in zip(columns, named, strict=True)
    ]


def _other_month(month: date | None) -> str:
    return f"It seems to count {month:%B %Y}, and another column the month itself." if month else ""


def _without_doubles(
    columns: Sequence[Column], said: Mapping[int, Heading], block: Block
) -> tuple[Column, ...]:
    """The columns, of which one of each field is read until somebody says so of another: a sure one first."""
    chosen: dict[tuple[str, date | None], Column] = {}
    numbered = list(zip(columns, range(block.first, block.last), strict=True))
    # Both members of a clash are marked, so that nobody has to know which was taken.
    for sure in (True, False):
        for column, number in numbered:
            if column.field and bool(column.doubt) is not sure:
                chosen.setdefault((column.field, said[number].month), column)
    clashes: dict[str, list[str]] = {}
    kept = []
    for column, number in numbered:
        first = chosen.get((column.field, said[number].month), column)
        many = column.field in (layouts.MONTH_COUNT, layouts.WARD_COUNT)
        if column.field and first is not column and not many:
            clashes.setdefault(first.letters, []).append(column.letters)
            doubt = f"Column {first.letters} seems to be “{FIELDS[column.field]}” too. Choose which is read."
            kept.append(replace(column, field=NOT_READ, doubt=doubt))
        else:
            kept.append(column)
    return tuple(
        replace(column, doubt=column.doubt or _clash(column, clashes[column.letters]))
        if column.letters in clashes and column.field
        else column
        for column in kept
    )


def _clash(column: Column, others: Sequence[str]) -> str:
    return f"Column {', '.join(others)} seems to be “{FIELDS[column.field]}” too. Choose which is read."


def _values(block: Block, column: int) -> list[Value]:
    rows = islice(block.counted(), _LOOKED_AT)
    values = (block.sheet.at(row, column) for row in rows)
    return [value for value in values if value != "" and not is_whole(shown(value))]


def _guess(
    block: Block,
    column: int,
    said: Mapping[int, Heading],
    gazetteer: Gazetteer,
    before: Sequence[Column],
) -> _Guess:
    values, meaning = _values(block, column), said[column].meaning
    # "Cockerton" over a column of counts, also where nothing stands in it yet.
    if _is_ward_heading(block, column, said, gazetteer) and all(map(_is_countlike, values)):
        return _Guess(layouts.WARD_COUNT)
    if not values:
        return _NONE
    if meaning.sure and meaning.field in (layouts.BREAKDOWN, layouts.CATEGORY):
        return _Guess(meaning.field)
    # Content before heading: "Area" often heads the names of wards.
    if key := _by_content(values, gazetteer, expects_month=meaning.field == layouts.MONTH):
        agrees = meaning.sure and meaning.field == key
        return _Guess(key, "" if agrees else "Its heading does not say so, but what stands in it does.")
    # "-" and "n/a" are counts that are not given (decision 42).
    if _share(values, _is_countlike) >= _MOSTLY:
        return _count(values, said[column], before, alone=len(_numeric(block, said)) == 1)
    return _by_heading(meaning)


def _is_ward_heading(block: Block, column: int, said: Mapping[int, Heading], gazetteer: Gazetteer) -> bool:
    """Whether a column is headed by a ward, or by "NFA" beside others that are."""
    text = said[column].text
    texts = [heading.text for heading in said.values()]
    wards = [text for text in texts if _is_ward(text, gazetteer)]
    return len(wards) > 1 and column > block.first and bool(text) and _is_place(text, gazetteer)


def _by_heading(meaning: headings.Meaning) -> _Guess:
    """The field of a row that a heading names, whatever stands under it."""
    if meaning.field not in KEYS:
        return _NONE
    if meaning.field in (layouts.WARD, layouts.RAG, layouts.MONTH, layouts.AREA):
        return _Guess(meaning.field, "Its heading says so, but most of what stands in it is not known here.")
    return _Guess(meaning.field, "" if meaning.sure else "Its heading is much like that.")


def _by_content(values: Sequence[Value], gazetteer: Gazetteer, *, expects_month: bool) -> str:
    """The field of a row that most of the values name."""
    # At least one true ward: "NFA" and "Not known" alone can stand in a column of anything.
    if any(isinstance(value, str) and _is_ward(plain(value), gazetteer) for value in values) and (
        _share(values, lambda value: isinstance(value, str) and _is_place(plain(value), gazetteer)) >= _MOSTLY
    ):
        return layouts.WARD
    if _share(values, lambda value: isinstance(value, str) and rag_in(value) is not None) >= _MOSTLY:
        return layouts.RAG
    # 46296 is a month only where one is expected.
    if _share(values, lambda value: months.month(value, serial=expects_month) is not None) >= _MOSTLY:
        return layouts.MONTH
    if (
        _share(values, lambda value: isinstance(value, str) and gazetteer.authority(value) is not None)
        >= _MOSTLY
    ):
        return layouts.AREA
    return next(
        (category for category in CATEGORIES if _share(values, _is_category(category)) >= _MOSTLY), NOT_READ
    )


def _is_ward(text: str, gazetteer: Gazetteer) -> bool:
    return bare(text) in ward_names(gazetteer) or gazetteer.coded(text) is not None


def _is_place(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a text names a ward by name or code, or says that there is none (NFA, not known, outside)."""
    if _is_ward(text, gazetteer):
        return True
    kind = gazetteer.resolve(text, gazetteer.authorities[0], _ANY_DAY).kind
    return kind in (PlaceKind.NO_FIXED_ABODE, PlaceKind.NOT_KNOWN, PlaceKind.OUTSIDE)


def _is_category(breakdown: Breakdown) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, str) and headings.category(value, breakdown) is not None


def _count(values: Sequence[Value], said: Heading, before: Sequence[Column], *, alone: bool) -> _Guess:
    """The field of a column that seems to hold counts, or why it is none unasked."""
    # "Red" under a merged "%" is no count either (decision 43).
    if said.is_share:
        return _NONE
    if reason := _no_count(values, said, alone=alone):
        return _Guess(NOT_READ, reason)
    if field := _in_group(said, before) or (layouts.MONTH_COUNT if said.is_month else ""):
        return _Guess(field)
    meaning = said.meaning
    if meaning.field in COUNTS:
        return _Guess(meaning.field, "" if meaning.sure else "Its heading is much like that.")
    if alone:
        return _Guess(layouts.COUNT, "Its heading is not known here, but it is the only column of counts.")
    return _Guess(NOT_READ, "It holds counts, and its heading is not known here. Choose what it is.")


def _no_count(values: Sequence[Value], said: Heading, *, alone: bool) -> str:
    """Why a column of numbers counts nobody in this month; empty where it may."""
    # "No." is never read unasked; "Red" may well run 1, 2, 3.
    may_number = not alone and said.meaning.field in ("", layouts.COUNT)
    reasons = (
        (said.is_change, "It seems to be a change or another month’s figure, no count of this month."),
        (_are_shares(values), "It holds shares, no counts of people."),
        (bool(said.crossed), f"It counts “{FIELDS.get(said.crossed)}” by RAG, which cannot be kept."),
        (may_number and _number_the_rows(values), "It runs 1, 2, 3, so it seems to number the rows."),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _in_group(said: Heading, before: Sequence[Column]) -> str:
    """The part that a heading names within the group over it ("Gender"), or beside its neighbour."""
    breakdown = said.breakdown
    # "Other" beside "Male" and "Female" is of gender as well, without a heading over them.
    if breakdown is None and before and (left := layouts.breakdown_of(before[-1].field)):
        breakdown = left[0] if not said.meaning.sure else None
    name = headings.category(said.text, breakdown) if breakdown else None
    return layouts.part(breakdown, name) if breakdown and name else ""


def _numeric(block: Block, said: Mapping[int, Heading]) -> list[int]:
    """The columns that hold counts, shares and changes apart."""
    return [
        column
        for column, heading in said.items()
        if not heading.is_share
        and not heading.is_change
        and _share(_values(block, column), counts.looks_like_count) >= _MOSTLY
    ]


def _number_the_rows(values: Sequence[Value]) -> bool:
    """Whether values run 1, 2, 3 from the first row to the last."""
    numbers = [int(value) for value in values if isinstance(value, int | float) and value % 1 == 0]
    running = len(numbers) == len(values) and numbers == list(range(1, len(numbers) + 1))
    return running and len(numbers) >= _FEWEST_RUNNING


def _are_shares(values: Sequence[Value]) -> bool:
    """Whether most values have a "%" or a fraction."""
    return _share(values, _is_share) >= _MOSTLY


def _is_share(value: Value) -> bool:
    number = counts.count(value) if isinstance(value, str | float) else None
    return isinstance(number, Fault) and number.code in ("percentage", "fractional count")


def _share(values: Sequence[Value], holds: Callable[[Value], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def _is_countlike(value: Value) -> bool:
    return counts.looks_like_count(value) or _is_not_given(value)


def _is_not_given(value: Value) -> bool:
    return isinstance(value, str) and not isinstance(counts.count(value), Fault)


def _samples(block: Block, column: int, field: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    rows = islice(block.counted(), _SAMPLE)
    read = _sampled_key if field in KEYS else _sampled_count
    return tuple(read(block.sheet.at(row, column), gazetteer) for row in rows)


def _sampled_key(value: Value, gazetteer: Gazetteer) -> str:
    """A key as it would be read; words that could be somebody's are never shown."""
    if month := months.month(value):
        return f"{month:%B %Y}"
    text = shown(value)
    if not text or is_whole(text) or rag_in(text) or gazetteer.authority(text):
        return text
    is_known = len(text) <= _LONGEST_SHOWN and (headings.meaning(text).sure or _is_place(text, gazetteer))
    return text if is_known or any(headings.category(text, category) for category in CATEGORIES) else WORDS


def _sampled_count(value: Value, _gazetteer: Gazetteer) -> str:
    number = counts.count(value)
    if isinstance(number, Fault):
        return "no count" if counts.looks_like_count(value) else WORDS
    if number.number is not None:
        return str(number.number)
    return f"fewer than {number.fewer_than}" if number.fewer_than else "not given"
