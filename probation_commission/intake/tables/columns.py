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
from probation_commission.intake.cells import Fault, Meaning, counts, headings, months, rag_in
from probation_commission.intake.files import Value, column_letters, plain
from probation_commission.intake.tables.finding import Block, shown
from probation_commission.intake.tables.rows import is_whole

_LOOKED_AT = 60
_SAMPLE = 5
# Of what stands in a column: some cells are misspelt, some hold a note, and it is asked anyway (decision 40).
_MOSTLY = 0.6
_LONGEST_KEY = 80
_LONGEST_SHOWN = 40
# For "NFA", "not known" and the like, which are no ward on any day.
_ANY_DAY = date(2026, 1, 1)
# Words in a column of the wrong kind may be somebody's: they are never shown as a sample.
WORDS = "(words, not shown)"


@lru_cache(maxsize=4)
def ward_names(gazetteer: Gazetteer) -> frozenset[str]:
    """Every known ward's name as it is compared."""
    return frozenset(bare(ward.name) for ward_set in gazetteer.ward_sets() for ward in ward_set.wards)


@dataclass(frozen=True, slots=True)
class _Guess:
    field: str
    doubt: str = ""


def month_of(block: Block, column: int) -> date | None:
    """The month that a column's heading is, or that stands over it."""
    return months.month(block.sheet.at(block.heading, column)) or months.month(block.above(column))


def columns(block: Block, gazetteer: Gazetteer) -> tuple[Column, ...]:
    """The columns of a table with what each seems to be; each key once, save under several months."""
    so_far: list[Column] = []
    for number in range(block.first, block.last):
        guess = _guess(block, number, gazetteer, so_far)
        so_far.append(
            Column(
                _key(block, number),
                _heading(block, number),
                column_letters(number),
                guess.field,
                guess.doubt,
                _samples(block, number, guess.field, gazetteer),
            )
        )
    return _without_doubles(_told_apart(so_far, block))


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


def _key(block: Block, column: int) -> str:
    if months.month(block.sheet.at(block.heading, column)):
        # "April 2026" this time, "May 2026" the next: a layout is known without its months (decision 41).
        return "(month)"
    head, over = bare(block.head(column)), block.above(column)
    group = "" if over == "" or months.month(over) else bare(shown(over))
    return " / ".join(filter(None, (group, head)))[:_LONGEST_KEY] or "(no heading)"


def _heading(block: Block, column: int) -> str:
    over = block.above(column)
    return " / ".join(filter(None, (shown(over) if over != "" else "", block.head(column))))[:_LONGEST_KEY]


def _told_apart(columns: Sequence[Column], block: Block) -> list[Column]:
    """The columns, numbered where a heading occurs twice and not under different months."""
    occurrences: dict[tuple[str, date | None], int] = {}
    apart = []
    for column, number in zip(columns, range(block.first, block.last), strict=True):
        month = month_of(block, number)
        occurrences[column.key, month] = occurrences.get((column.key, month), 0) + 1
        times = occurrences[column.key, month]
        apart.append(
            column if times == 1 or column.key == "(month)" else replace(column, key=f"{column.key} #{times}")
        )
    return apart


def _without_doubles(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, of which only the first of one field is read until somebody says so of another."""
    first: dict[str, Column] = {}
    kept = []
    for column in columns:
        earlier = first.setdefault(column.field, column)
        if column.field and earlier.key != column.key:
            doubt = (
                f"Column {earlier.letters} seems to be “{FIELDS[column.field]}” too. Choose which is read."
            )
            kept.append(replace(column, field=NOT_READ, doubt=doubt))
        else:
            kept.append(column)
    return tuple(kept)


def _values(block: Block, column: int) -> list[Value]:
    rows = islice(block.counted(), _LOOKED_AT)
    return [value for row in rows if (value := block.sheet.at(row, column)) != ""]


def _guess(block: Block, column: int, gazetteer: Gazetteer, before: Sequence[Column]) -> _Guess:
    values = [value for value in _values(block, column) if not is_whole(shown(value))]
    if not values:
        return _Guess(NOT_READ)
    meaning = headings.meaning(block.head(column))
    if meaning.sure and meaning.field in (layouts.BREAKDOWN, layouts.CATEGORY):
        return _Guess(meaning.field)
    # Content before heading: "Area" often heads the names of wards.
    if key := _by_content(values, gazetteer):
        agrees = meaning.sure and meaning.field == key
        return _Guess(key, "" if agrees else "Its heading does not say so, but what stands in it does.")
    # "-" and "n/a" are counts that are not given (decision 113).
    if _share(values, lambda value: counts.looks_like_count(value) or _is_not_given(value)) >= _MOSTLY:
        return _count(block, column, before, alone=len(_numeric(block)) == 1)
    return _by_heading(meaning)


def _by_heading(meaning: Meaning) -> _Guess:
    """The field of a row that a heading names, whatever stands under it."""
    if meaning.field not in KEYS:
        return _Guess(NOT_READ)
    if meaning.field in (layouts.WARD, layouts.RAG, layouts.MONTH, layouts.AREA):
        return _Guess(meaning.field, "Its heading says so, but most of what stands in it is not known here.")
    return _Guess(meaning.field, "" if meaning.sure else "Its heading is much like that.")


def _by_content(values: Sequence[Value], gazetteer: Gazetteer) -> str:
    """The field of a row that most of the values name."""
    names = ward_names(gazetteer)
    # At least one true ward: "NFA" and "Not known" alone can stand in a column of anything.
    if any(isinstance(value, str) and bare(value) in names for value in values) and (
        _share(values, lambda value: isinstance(value, str) and _is_place(plain(value), gazetteer)) >= _MOSTLY
    ):
        return layouts.WARD
    if _share(values, lambda value: isinstance(value, str) and rag_in(value) is not None) >= _MOSTLY:
        return layouts.RAG
    if _share(values, lambda value: months.month(value) is not None) >= _MOSTLY:
        return layouts.MONTH
    if (
        _share(values, lambda value: isinstance(value, str) and gazetteer.authority(value) is not None)
        >= _MOSTLY
    ):
        return layouts.AREA
    return next(
        (category for category in CATEGORIES if _share(values, _is_category(category)) >= _MOSTLY), NOT_READ
    )


def _is_place(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a text names a ward, or says that there is none (NFA, not known, outside)."""
    if bare(text) in ward_names(gazetteer):
        return True
    kind = gazetteer.resolve(text, gazetteer.authorities[0], _ANY_DAY).kind
    return kind in (PlaceKind.NO_FIXED_ABODE, PlaceKind.NOT_KNOWN, PlaceKind.OUTSIDE)


def _is_category(breakdown: Breakdown) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, str) and headings.category(value, breakdown) is not None


def _count(block: Block, column: int, before: Sequence[Column], *, alone: bool) -> _Guess:
    head = block.head(column)
    # "Red" under a merged "%" is no count either (decision 43).
    if headings.is_share(head) or headings.is_share(_heading(block, column)):
        return _Guess(NOT_READ)
    if months.month(block.sheet.at(block.heading, column)):
        return _Guess(layouts.MONTH_COUNT)
    if grouped := _in_group(block, column, before):
        return _Guess(grouped)
    meaning = headings.meaning(head)
    if meaning.field in COUNTS:
        return _Guess(meaning.field, "" if meaning.sure else "Its heading is much like that.")
    if alone:
        return _Guess(layouts.COUNT, "Its heading is not known here, but it is the only column of counts.")
    return _Guess(NOT_READ, "It holds counts, and its heading is not known here. Choose what it is.")


def _in_group(block: Block, column: int, before: Sequence[Column]) -> str:
    """The part that a heading names within the group over it ("Gender"), or beside its neighbour."""
    over = block.above(column)
    breakdown = headings.breakdown(shown(over)) if over != "" else None
    # "Other" beside "Male" and "Female" is of gender as well, without a heading over them.
    if breakdown is None and before and (left := layouts.breakdown_of(before[-1].field)):
        meaning = headings.meaning(block.head(column))
        breakdown = left[0] if not meaning.sure else None
    name = headings.category(block.head(column), breakdown) if breakdown else None
    return layouts.part(breakdown, name) if breakdown and name else ""


def _numeric(block: Block) -> list[int]:
    return [
        column
        for column in range(block.first, block.last)
        if _share(_values(block, column), counts.looks_like_count) >= _MOSTLY
    ]


def _share(values: Sequence[Value], holds: Callable[[Value], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def _is_not_given(value: Value) -> bool:
    return counts.says_count(value)


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
    return str(number)
