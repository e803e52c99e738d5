"""The columns of a table with what each seems to be, whatever kind of return it is: told apart, each once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from probation_commission.domain import layouts
from probation_commission.domain.layouts import NOT_READ, Column, Fields
from probation_commission.domain.places import bare
from probation_commission.intake.cells import Fault, Meaning, counts, headings, titles_of
from probation_commission.intake.files import Sheet, Value, column_letters
from probation_commission.intake.tables import heads, titles
from probation_commission.intake.tables.finding import Block
from probation_commission.intake.tables.heads import Heading, Headings, shown
from probation_commission.intake.tables.table import is_whole

# Of what stands in a column: some cells are misspelt, some hold a note, and it is asked anyway (decision 40).
MOSTLY = 0.6
# Words in a column of the wrong kind may be somebody's: they are never shown as a sample.
WORDS = "(words, not shown)"
_SAMPLE = 3
_LONGEST = 80
_FEWEST_RUNNING = 3
"""Rows from which 1, 2, 3 may number them."""
_OF_EACH = (layouts.MONTH_COUNT, layouts.WARD_COUNT, layouts.SERVICE_COUNT, layouts.AREA_COUNT)
"""What a column is of which a table may have any number: a column a month."""
_NUMBERED, _SHARES, _IN_WORDS = "(1, 2, 3)", "(shares)", "(words)"
# Nothing confirmed of counts is applied to what can be none (decision 123).


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to be, and why that is doubtful."""

    field: str
    doubt: str = ""


NONE = Guess(NOT_READ)


class Vocabulary(Protocol):
    """What is known of the tables of one kind of return."""

    @property
    def fields(self) -> Fields:
        """All that a column can be."""

    def meaning(self, text: str) -> Meaning:
        """The field that a heading names."""

    def guess(self, block: Block, number: int, said: Headings, before: Sequence[Column]) -> Guess:
        """What the column of that number seems to be."""

    def sample(self, value: Value) -> str:
        """A key as it would be read, without words that could be somebody's."""


def of_sheets(
    found: Iterable[tuple[Sheet, Sequence[Block]]], vocabulary: Vocabulary
) -> Iterator[tuple[Block, Headings, tuple[Column, ...]]]:
    """Every table that was found, what its headings say and what its columns seem to be."""
    for sheet, blocks in found:
        until = min((block.top for block in blocks), default=len(sheet.rows))
        for block in blocks:
            month, texts = titles.month_and_texts(block, [*titles_of(sheet, until), sheet.name])
            said = headings_of(block, month, texts, vocabulary)
            yield block, said, columns(block, said, month, vocabulary)


def headings_of(block: Block, month: date | None, texts: Sequence[Value], vocabulary: Vocabulary) -> Headings:
    """What the headings of each column of a table say, whose title says that month."""
    said = {
        number: heads.heading(block.over(number), _own(block, number), month, texts, vocabulary.meaning)
        for number in range(block.first, block.last)
    }
    captioned = heads.under(next(iter(block.titles()), ""), said)
    return Headings(captioned, _numeric(block, captioned))


def _numeric(block: Block, said: Mapping[int, Heading]) -> frozenset[int]:
    """The columns that hold counts, shares and changes apart."""
    return frozenset(
        column
        for column, heading in said.items()
        if not heading.is_share
        and not heading.is_change
        and share(values(block, column), counts.looks_like_count) >= MOSTLY
    )


def _own(block: Block, number: int) -> Value:
    """The lowest heading as it stands: a date, or its text where it is merged with the one over it."""
    return block.sheet.at(block.heading, number) or block.head(number)


def columns(block: Block, said: Headings, month: date | None, vocabulary: Vocabulary) -> tuple[Column, ...]:
    """The columns of a table with what each seems to be; each key once, save under several months.

    `said`: what their headings say. `month`: that of the table, where its title says one.
    """
    so_far: list[Column] = []
    for number in range(block.first, block.last):
        guess = vocabulary.guess(block, number, said, so_far)
        so_far.append(
            Column(
                " ".join(filter(None, (said[number].key, _unfit(values(block, number), said[number])))),
                _heading(block, number),
                column_letters(number),
                guess.field,
                guess.doubt,
                _samples(block, number, guess.field, vocabulary),
                holds_counts=share(values(block, number), is_countlike) >= MOSTLY,
                has_words=_has_words(block, number, vocabulary),
            )
        )
    so_far = _without_apart(so_far, block, vocabulary.fields)
    so_far = _without_totals_across(so_far, [said[number] for number in range(block.first, block.last)])
    so_far = _without_other_months(so_far, said, block, month, vocabulary.fields)
    return _without_doubles(_told_apart(so_far, said, block), said, block, vocabulary.fields)


def applied(columns: Sequence[Column], fields: Mapping[str, str], known: Fields) -> tuple[Column, ...]:
    """The columns with the fields that a person confirmed."""
    return tuple(
        # Why a column is not read stays to be told.
        replace(column, field=fields[column.key], doubt="" if fields[column.key] else column.doubt)
        if _may_be(column, fields.get(column.key), known)
        else column
        for column in columns
    )


def _may_be(column: Column, field: str | None, known: Fields) -> bool:
    """Whether a column can be read as a field at all: words are kept only under a heading for them."""
    # Nobody can confirm a column of names as "Outcome" and have its words kept.
    return field in known.labels and (field not in layouts.KEPT_AS_WRITTEN or field == column.field)


def _heading(block: Block, column: int) -> str:
    over = [shown(value) for value in block.over(column)]
    return " / ".join(dict.fromkeys(filter(None, (*over, block.head(column)))))[:_LONGEST]


def _unfit(values: Sequence[Value], said: Heading) -> str:
    """What stands in a column that can be no counts, though its heading may mean some."""
    if number_the_rows(values) and said.meaning.field in ("", layouts.COUNT):
        return _NUMBERED
    if are_shares(values) and not said.is_share:
        return _SHARES
    means_counts = said.meaning.sure and said.meaning.field == layouts.COUNT
    words = bool(values) and share(values, is_countlike) < MOSTLY
    return _IN_WORDS if means_counts and words else ""


def _told_apart(columns: Sequence[Column], said: Mapping[int, Heading], block: Block) -> list[Column]:
    """The columns, numbered where a heading occurs twice and not under different months or wards."""
    occurrences: dict[tuple[str, date | None, str, str], int] = {}
    apart = []
    for column, number in zip(columns, range(block.first, block.last), strict=True):
        if column.field == layouts.WARD_COUNT:
            apart.append(replace(column, key="(ward)"))
            continue
        key = column.key, said[number].month, said[number].subject, said[number].place
        occurrences[key] = occurrences.get(key, 0) + 1
        times = occurrences[key]
        once = times == 1 or column.key == "(month)"
        apart.append(column if once else replace(column, key=f"{column.key} #{times}"))
    return apart


def _without_apart(columns: Sequence[Column], block: Block, fields: Fields) -> list[Column]:
    """The columns without counts that stand apart, right of an empty column, and may be of something else.

    "Ward | Red | | Total on cohort" with one figure, or "Ward | Red | | Reason | Number" (decision 143).
    """
    kept: list[Column] = []
    keyed = apart = False
    words = ""
    for column, number in zip(columns, range(block.first, block.last), strict=True):
        stands = values(block, number)
        keyed = keyed or column.field in fields.keys
        if keyed and not stands and not block.head(number):
            apart, words = True, ""
        elif apart and column.field in fields.counts and (reason := words or _few(stands, block)):
            column = replace(column, field=NOT_READ, doubt=reason)  # noqa: PLW2901
        elif apart and column.field not in fields.keys and _tell_apart(stands, block.head(number)):
            words = f"It stands apart, beside column {column.letters}, which may say what it counts."
        kept.append(column)
    return kept


def _few(stands: Sequence[Value], block: Block) -> str:
    few = 0 < len(stands) * 2 < len(block.judged)
    return "It stands apart, and most rows have nothing in it." if few else ""


def _tell_apart(stands: Sequence[Value], heading: str) -> bool:
    """Whether words differ from row to row as names do, and are no remarks by their heading."""
    texts = {bare(value) for value in stands if isinstance(value, str) and not is_countlike(value)}
    return len(texts) == len(stands) > 1 and not headings.is_remark(heading)


def _without_totals_across(columns: Sequence[Column], said: Sequence[Heading]) -> list[Column]:
    """The columns without a total beside those of several months or services, which would add them up."""
    fields = [column.field for column in columns]
    several_months = len({heading.month for heading in said if heading.month}) > 1
    # "Measure | Personal Wellbeing | Total": beside one service alone it is a total too.
    services = any(heading.subject for heading in said)
    areas = any(heading.place for heading in said)
    alone = fields.count(layouts.MONTH_COUNT) > 1 or services or areas

    def adds_up(column: Column, heading: Heading) -> str:
        """What a column may be the total of; "" where it is none."""
        # "Total" by itself, or over "Referrals" and "Starts" beside services or months with the same two.
        over = any(map(is_whole, heading.parts)) and column.field != layouts.COUNT
        if not column.field or not (over or (alone and column.field == layouts.COUNT)):
            return ""
        if services and not heading.subject:
            return "service"
        if areas and not heading.place:
            return "area"
        return "month" if several_months and not heading.month else ""

    doubt = "It stands beside a column for each {}, so it may add them up."
    return [
        replace(column, field=NOT_READ, doubt=doubt.format(what))
        if (what := adds_up(column, heading))
        else column
        for column, heading in zip(columns, said, strict=True)
    ]


def _without_other_months(
    columns: Sequence[Column],
    said: Mapping[int, Heading],
    block: Block,
    month: date | None,
    fields: Fields,
) -> list[Column]:
    """The columns, of which those of another month than the table's are read only when somebody says so."""
    months_of: dict[str, set[date | None]] = {}
    named = [said[number].month for number in range(block.first, block.last)]
    for column, own in zip(columns, named, strict=True):
        months_of.setdefault(column.field, set()).add(own)

    def is_other(column: Column, own: date | None) -> bool:
        if own is None or column.field not in fields.counts or column.field == layouts.MONTH_COUNT:
            return False
        # "Red" beside "Red (Sep)", or "Oct" and "Sep" under "Red" on a sheet of October (decision 123).
        others = months_of[column.field]
        return None in others or (month in others and own != month)

    return [
        replace(column, field=NOT_READ, doubt=_other_month(own)) if is_other(column, own) else column
        for column, own in zip(columns, named, strict=True)
    ]


def _other_month(month: date | None) -> str:
    return f"It seems to count {month:%B %Y}, and another column the month itself." if month else ""


def _without_doubles(
    columns: Sequence[Column], said: Mapping[int, Heading], block: Block, fields: Fields
) -> tuple[Column, ...]:
    """The columns, of which one of each field is read until somebody says so of another: a sure one first."""
    numbered = list(zip(columns, range(block.first, block.last), strict=True))

    def what(column: Column, number: int) -> tuple[str, date | None, str, str]:
        return column.field, said[number].month, said[number].subject, said[number].place

    chosen: dict[tuple[str, date | None, str, str], Column] = {}
    for sure in (True, False):
        for column, number in numbered:
            if column.field and bool(column.doubt) is not sure:
                chosen.setdefault(what(column, number), column)
    # Both members of a clash are marked, so that nobody has to know which was taken.
    clashes: dict[str, list[str]] = {}
    kept = []
    for column, number in numbered:
        first = chosen.get(what(column, number), column)
        many = column.field in _OF_EACH
        if column.field and first is not column and not many:
            clashes.setdefault(first.letters, []).append(column.letters)
            kept.append(replace(column, field=NOT_READ, doubt=_clash(first.letters, column, fields)))
        else:
            kept.append(column)
    return tuple(
        replace(column, doubt=column.doubt or _clash(", ".join(clashes[column.letters]), column, fields))
        if column.letters in clashes and column.field
        else column
        for column in kept
    )


def _clash(other: str, column: Column, fields: Fields) -> str:
    return f"Column {other} seems to be “{fields.labels[column.field]}” too. Choose which is read."


def values(block: Block, column: int) -> list[Value]:
    """What stands in the first rows of a column, totals left out."""
    found = (block.sheet.at(row, column) for row in block.judged)
    # "Total" is a word: a number is none.
    return [value for value in found if value != "" and not (isinstance(value, str) and is_whole(value))]


def number_the_rows(values: Sequence[Value]) -> bool:
    """Whether values run 1, 2, 3 from the first row to the last."""
    numbers = [int(value) for value in values if isinstance(value, int | float) and value % 1 == 0]
    running = len(numbers) == len(values) and numbers == list(range(1, len(numbers) + 1))
    return running and len(numbers) >= _FEWEST_RUNNING


def are_shares(values: Sequence[Value]) -> bool:
    """Whether most values have a "%" or a fraction."""
    return share(values, _is_share) >= MOSTLY


def _is_below_nought(value: Value) -> bool:
    number = counts.count(value) if isinstance(value, str | float | int) else None
    return isinstance(number, Fault) and number.code == "negative count"


def _is_share(value: Value) -> bool:
    number = counts.count(value) if isinstance(value, str | float) else None
    return isinstance(number, Fault) and number.code in ("percentage", "fractional count")


def no_count(values: Sequence[Value], said: Heading, *, alone: bool) -> str:
    """Why a column of numbers counts nobody in this month; empty where it may."""
    # "No." is never read unasked; "Red" may well run 1, 2, 3 (decision 123).
    may_number = not alone and said.meaning.field in ("", layouts.COUNT)
    goes_below = not said.meaning.sure and any(map(_is_below_nought, values))
    reasons = (
        (said.is_change, "It seems to be a change, a target, a sum to date or another month’s figure."),
        (goes_below, "It goes below 0, so it seems to be a change, no count."),
        (are_shares(values), "It holds shares, no counts of people."),
        (may_number and number_the_rows(values), "It runs 1, 2, 3, so it seems to number the rows."),
    )
    return next((reason for holds, reason in reasons if holds), "")


def share(values: Sequence[Value], holds: Callable[[Value], bool]) -> float:
    """How large a part of the values something holds for."""
    return sum(map(holds, values)) / len(values) if values else 0.0


def is_countlike(value: Value) -> bool:
    """Whether a value is a count, or says that one is not given."""
    # "-" and "n/a" are counts that are not given (decision 113).
    return counts.looks_like_count(value) or counts.says_count(value)


def _samples(block: Block, column: int, field: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    read = vocabulary.sample if field in vocabulary.fields.keys else _sampled_count
    return tuple(read(block.sheet.at(row, column)) for row in block.judged[:_SAMPLE])


def _has_words(block: Block, column: int, vocabulary: Vocabulary) -> bool:
    """Whether any row has words there that are nothing known, and so could be somebody's."""
    # Of each text once: a column of 200,000 rows says the same few words again and again.
    texts = {value for row in block.filled if isinstance(value := block.sheet.at(row, column), str)}
    return any(vocabulary.sample(text) == WORDS for text in texts if not is_countlike(text))


def _sampled_count(value: Value) -> str:
    """A count as it was sent, or that there are words."""
    return shown(value) if value == "" or is_countlike(value) else WORDS
