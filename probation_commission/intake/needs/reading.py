"""A count of needs: a row a need, or a column a need with the sample beside; all problems at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from probation_commission.domain import referrals
from probation_commission.domain.days import in_full
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.layouts import Doubts
from probation_commission.domain.needs import MEASURE, Need, NeedsSource
from probation_commission.domain.places import Authority
from probation_commission.domain.returns import Cell, Dropped, Figure, Kind, Return
from probation_commission.domain.words import listed
from probation_commission.intake.cells import WrittenCount, days, months, while_reading, written
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.files import Value
from probation_commission.intake.findings import UNKNOWN_AREA, Findings
from probation_commission.intake.needs import words
from probation_commission.intake.needs.finding import (
    NeedsTable,
    begins_another,
    holds_any,
    holds_numbers,
    is_given,
    tables_in,
)
from probation_commission.intake.needs.people import refuse_rows_of_people
from probation_commission.intake.needs.titled import Titled
from probation_commission.intake.needs.titled import titled as titled_of
from probation_commission.intake.needs.words import NeedsColumn
from probation_commission.intake.trackers import unread

_KEYS = (NeedsColumn.AREA, NeedsColumn.DATE, NeedsColumn.NEED)
"""Where a row says that it is a sum over others."""
_KNOWN_NEEDS = "; ".join(Need)
_NO_NEED = (
    f"no need known here. Write one of these, and take out what is none, such as risks and protective "
    f"factors: {_KNOWN_NEEDS}."
)
_SEVERAL = (
    "drugs and alcohol in one, which are two needs here. Count them apart, since a service may be for one of "
    "them alone."
)
_PERCENT = (
    "a share stands where a count belongs. Write how many people have the need, and beside it how many were "
    "looked at: the app works the share out."
)
_OF_A_PART = "these are of a part of the area: add them up for the whole area, or leave them out."
_LAY_OUT = (
    "If groups or areas stand above, or two tables side by side, give each group and each area rows of its "
    "own, with its own sample, named in the columns Group and Area as in the template."
)
_GROUP_BESIDE = (
    "this names a group, and nothing else says whose counts these are. Say it with a column “Group” (all, "
    "men, women, aged 18 to 25, or IOM nominals), and take these words out."
)
FEWEST_SAMPLED = 10
"""People of whom a sample is kept: of fewer it would tell of each of them (decision 288)."""
_TOO_FEW = (
    f"a sample of fewer than {FEWEST_SAMPLED} people is not kept, since it would tell of each of them. Count "
    "more of them together, or leave it out."
)
_ABOUT = (
    "the size of a sample is one whole number, and this is only about so many. Write how many were looked at."
)


class _Of(NamedTuple):
    """Whose, when, who says so and of which group: what one sample is of."""

    area: Authority
    month: date
    source: NeedsSource
    group: str


@dataclass(slots=True)
class _Sampled:
    """One sample: on which day, how many were looked at, and how many have each need."""

    on: date
    where: Cell
    sample: Figure | None = None
    needs: dict[Need, Figure] = field(default_factory=dict)
    refused: bool = False
    """Its size is given, and is a problem already."""


def read(file: SentFile, findings: Findings) -> FileContents:
    """One return for each area, month and source, or the area and month that are to be said first.

    Raises `FileRefusedError` for rows of people.
    """
    tables = tables_in(file)
    for table in tables:
        refuse_rows_of_people(table)
    reader = _Reader(file, findings)
    for table in tables:
        reader.take(table)
    # Refused for other reasons, it is read again once that is mended, and asked about then.
    if (reader.lacks_area or reader.lacks_month) and not findings.problems:
        area = file.area_month.area
        named = months.month_in(file.file_name.rpartition(".")[0])
        month = file.area_month.month or file.possible(named)
        return FileContents(
            (),
            Doubts(
                Kind.NEEDS,
                area=area,
                area_asked=reader.lacks_area,
                month=month,
                month_asked=reader.lacks_month,
            ),
        )
    dropped = tuple(reader.unread(tables))
    return FileContents(tuple(reader.returns()), notes=tuple(map(_unread_note, dropped)), dropped=dropped)


@dataclass(slots=True)
class _Reader:
    """The samples of a file."""

    file: SentFile
    findings: Findings
    lacks_area: bool = False
    lacks_month: bool = False
    _samples: dict[_Of, _Sampled] = field(default_factory=dict)
    _notes: dict[tuple[str, date, NeedsSource], list[str]] = field(default_factory=dict)

    def take(self, table: NeedsTable) -> None:
        """All that a table counts."""
        if self._refuse_columns(table):
            return
        titled = titled_of(table.sheet, table.heading, self.file)
        top = table.sheet.cell(table.heading, 0)
        if titled.part:
            self.findings.problem("part of the area", titled.part, top)
        if titled.doubt and NeedsColumn.GROUP not in table.columns and not table.groups_across:
            self.findings.problem("unknown group", titled.doubt, top)
        if table.across:
            self._take_across(table, titled)
            return
        if table.is_long and NeedsColumn.PEOPLE not in table.columns:
            column = table.columns.get(NeedsColumn.SHARE, table.columns[NeedsColumn.NEED])
            lacking = (
                _PERCENT
                if NeedsColumn.SHARE in table.columns
                else "no column says how many people have the need. Add one headed “People”."
            )
            self.findings.problem("no people", lacking, table.sheet.cell(table.heading, column))
            return
        found: dict[_Of, None] = {}
        for row in range(table.heading + 1, len(table.sheet.rows)):
            if begins_another(table, row):
                message = f"a second table begins here, and only one of a sheet is read. {_LAY_OUT}"
                self.findings.problem("two tables", message, table.sheet.cell(row, 0))
                break
            if not self._is_read(table, row):
                self._beside(table, row)
            elif of := self._of(table, row, titled):
                self._row(table, row, *of)
                found[of[0]] = None
        self._said_above(table, [*found], titled)

    def _beside(self, table: NeedsTable, row: int) -> None:
        """A problem where a row without counts names the group that others are of, as "Women" over some."""
        if NeedsColumn.GROUP in table.columns:
            return
        for number in range(len(table.sheet.rows[row])):
            if words.groups_in(table.sheet.text(row, number)):
                self._once("unknown group", _GROUP_BESIDE, table.sheet.cell(row, number))

    def _take_across(self, table: NeedsTable, titled: Titled) -> None:
        """All that a table with a column for each group or area counts."""
        sheet, columns = table.sheet, table.columns
        if NeedsColumn.SAMPLE in columns:
            message = "nobody can say which of the columns this is the sample of. " + _LAY_OUT
            self.findings.problem(
                "two samples", message, sheet.cell(table.heading, columns[NeedsColumn.SAMPLE])
            )
            return
        found: dict[_Of, None] = {}
        for row in range(table.heading + 1, len(sheet.rows)):
            named = table.text(row, NeedsColumn.NEED)
            held = [number for number in table.across if is_given(sheet.at(row, number))]
            if not held or any(words.is_total(table.text(row, key)) for key in _KEYS):
                continue
            need, is_sample = words.need_of(named), words.column_of(named) is NeedsColumn.SAMPLE
            if need is None and not is_sample:
                message = f"this is {_SEVERAL if words.is_of_several(named) else _NO_NEED}"
                self.findings.problem("unknown need", message, table.cell(row, NeedsColumn.NEED))
                continue
            for number in table.across:
                if (kept := self._of_column(table, row, number, titled)) is None:
                    continue
                of, on = kept
                found[of] = None
                self._samples.setdefault(of, _Sampled(on, sheet.cell(row, 0)))
                where = sheet.cell(table.heading, number)
                if size := words.sample_in(sheet.text(table.heading, number)):
                    self._sample(of, size, where)
                value, cell = sheet.at(row, number), sheet.cell(row, number)
                if need:
                    self._need(of, need, value, cell)
                else:
                    self._sample(of, value, cell)
        self._said_above(table, [*found], titled)

    def _of_column(self, table: NeedsTable, row: int, number: int, titled: Titled) -> tuple[_Of, date] | None:
        """What a cell under the heading of a group or an area is of."""
        said = table.across[number]
        area = titled.area if isinstance(said, Authority) else self._area(table, row, titled)
        if isinstance(said, Authority):
            area = said
        on = self._day(table, row, titled)
        group = titled.group if isinstance(said, Authority) else said
        # "Total" in a table that is of IOM nominals alone is of all of those, and of men of them.
        if not isinstance(said, Authority) and titled.group and said != titled.group:
            message = f"the titles say {titled.group}, and this heads other people. {_LAY_OUT}"
            self._once("two groups", message, table.sheet.cell(table.heading, number))
            return None
        if area is None or on is None:
            return None
        source = titled.source
        if named := table.text(row, NeedsColumn.SOURCE):
            source = words.source_of(named) or NeedsSource.OTHER
        return _Of(area, on.replace(day=1), source, group), on

    def _once(self, code: str, message: str, cell: Cell) -> None:
        if (code, cell) not in {(one.code, one.cell) for one in self.findings.problems}:
            self.findings.problem(code, message, cell)

    def _said_above(self, table: NeedsTable, found: Sequence[_Of], titled: Titled) -> None:
        """The size of the one sample of a table, where its title or the heading of its counts says it."""
        if len(found) != 1 or self._samples[found[0]].sample or self._samples[found[0]].refused:
            return
        column = table.columns.get(NeedsColumn.PEOPLE)
        headed = "" if column is None else table.sheet.text(table.heading, column)
        if column is not None and (size := words.sample_in(headed)):
            self._sample(found[0], size, table.sheet.cell(table.heading, column))
        elif titled.sample:
            self._sample(found[0], *titled.sample)

    def _refuse_columns(self, table: NeedsTable) -> bool:
        """A problem for each column with numbers that would be lost, or that holds shares.

        Whether the columns are so that nothing can be said of the rows.
        """
        sheet = table.sheet
        before = len(self.findings.problems)
        for number, column in table.doubled:
            if column is not NeedsColumn.SHARE and holds_any(table, number):
                other = sheet.cell(table.heading, table.columns[column])
                message = (
                    f"two columns say {words.SAID[column]}: this one and {other}. Keep the one that is "
                    f"meant. {_LAY_OUT}"
                )
                self.findings.problem("two columns", message, sheet.cell(table.heading, number))
        part = table.columns.get(NeedsColumn.PART)
        if part is not None and holds_any(table, part):
            self.findings.problem("part of the area", _OF_A_PART, sheet.cell(table.heading, part))
        is_unclear = len(self.findings.problems) > before
        for number in table.needs:
            if words.is_share(sheet.text(table.heading, number)):
                self.findings.problem("percentage", _PERCENT, sheet.cell(table.heading, number))
        seen: dict[Need, int] = {}
        for number, need in table.needs.items():
            first = seen.setdefault(need, number)
            if first != number:
                message = (
                    f"{sheet.cell(table.heading, first)} counts {need} already. Two headings that mean one "
                    f"need can count the same people: keep the one that counts more. {_LAY_OUT}"
                )
                self.findings.problem("need twice", message, sheet.cell(table.heading, number))
                is_unclear = True
        for number in table.strange:
            # Of a long table other columns of numbers, such as a rank, take nothing away.
            if not table.is_long and holds_numbers(table, number):
                several = words.is_of_several(sheet.text(table.heading, number))
                message = f"this heads {_SEVERAL if several else _NO_NEED}"
                self.findings.problem("unknown need", message, sheet.cell(table.heading, number))
        return is_unclear

    def _is_read(self, table: NeedsTable, row: int) -> bool:
        """Whether a row counts something: neither blank nor a sum over others."""
        sheet = table.sheet
        counted = (
            [table.columns[NeedsColumn.NEED], table.columns[NeedsColumn.PEOPLE]]
            if table.is_long
            else [*table.needs, *filter(None, [table.columns.get(NeedsColumn.SAMPLE)])]
        )
        return any(is_given(sheet.at(row, number)) for number in counted) and not any(
            words.is_total(table.text(row, key)) for key in _KEYS
        )

    def _of(self, table: NeedsTable, row: int, titled: Titled) -> tuple[_Of, date] | None:
        """What a row is of; None, and a problem or something to be asked, where it does not say."""
        area, on = self._area(table, row, titled), self._day(table, row, titled)
        said = table.text(row, NeedsColumn.GROUP)
        group = words.group_of(said) if said else titled.group
        if group is not None and titled.group and group != titled.group:
            message = (
                f"the titles say {titled.group}, and this row other people. Say in one of both whose counts "
                "these are; of people who are both nothing is counted here."
            )
            self.findings.problem("two groups", message, table.cell(row, NeedsColumn.GROUP))
            group = None
        elif group is None:
            names = "; ".join(["all", *GapGroup])
            message = f"no group that is counted here. Write one of these, or leave others out: {names}."
            self.findings.problem("unknown group", f"this is {message}", table.cell(row, NeedsColumn.GROUP))
        if group is not None:
            self._refuse_words(table, row, group)
        source = titled.source
        if said := table.text(row, NeedsColumn.SOURCE):
            source = words.source_of(said) or NeedsSource.OTHER
        if area is None or on is None or group is None:
            return None
        return _Of(area, on.replace(day=1), source, group), on

    def _refuse_words(self, table: NeedsTable, row: int, group: str) -> None:
        """A problem where other words of a row name another group, or a part of its area."""
        source = table.columns.get(NeedsColumn.SOURCE)
        for number in (*([] if source is None else [source]), *table.strange):
            text, cell = table.sheet.text(row, number), table.sheet.cell(row, number)
            if words.groups_in(text) - {group}:
                self._once("unknown group", _GROUP_BESIDE, cell)
            if words.is_of_a_part(text):
                self._once("part of the area", _OF_A_PART, cell)

    def _area(self, table: NeedsTable, row: int, titled: Titled) -> Authority | None:
        said = table.text(row, NeedsColumn.AREA)
        if not said:
            self.lacks_area |= titled.area is None
            return titled.area
        area = referrals.area(said, self.file.gazetteer)
        if area is None:
            self.findings.problem("unknown area", f"this {UNKNOWN_AREA}", table.cell(row, NeedsColumn.AREA))
        return area

    def _day(self, table: NeedsTable, row: int, titled: Titled) -> date | None:
        value = table.at(row, NeedsColumn.DATE)
        if not is_given(value):
            self.lacks_month |= titled.month is None
            return titled.month
        on, where = _day(value), table.cell(row, NeedsColumn.DATE)
        if on is None:
            message = "this is no day and no month. Write it as 2026-10-31, or 2026-10 or October 2026."
            self.findings.problem("no month", message, where)
        elif on > self.file.today:
            message = f"{in_full(on)} is still to come. Correct the day on which the sample was taken."
            self.findings.problem("future day", message, where)
            return None
        return on

    def _row(self, table: NeedsTable, row: int, of: _Of, on: date) -> None:
        sheet, columns = table.sheet, table.columns
        one = self._samples.setdefault(of, _Sampled(on, sheet.cell(row, 0)))
        if one.on != on:
            message = (
                f"{one.where} is of {in_full(one.on)}, and this of {in_full(on)}: two samples of one month. "
                "Send the later one alone."
            )
            self.findings.problem("two days", message, table.cell(row, NeedsColumn.DATE))
            return
        if NeedsColumn.SAMPLE in columns:
            self._sample(of, table.at(row, NeedsColumn.SAMPLE), table.cell(row, NeedsColumn.SAMPLE))
        if not table.is_long:
            for number, need in table.needs.items():
                self._need(of, need, sheet.at(row, number), sheet.cell(row, number))
            return
        value, cell = table.at(row, NeedsColumn.PEOPLE), table.cell(row, NeedsColumn.PEOPLE)
        named = table.text(row, NeedsColumn.NEED)
        if one_need := words.need_of(named):
            self._need(of, one_need, value, cell)
        elif words.column_of(named) is NeedsColumn.SAMPLE:
            self._sample(of, value, cell)
        else:
            message = f"this is {_SEVERAL if words.is_of_several(named) else _NO_NEED}"
            self.findings.problem("unknown need", message, table.cell(row, NeedsColumn.NEED))

    def _sample(self, of: _Of, value: Value, cell: Cell) -> None:
        """How many were looked at; in a row of each need it is said again and again."""
        if isinstance(value, str):
            value = words.of_n(value)
        if isinstance(value, str) and words.is_about(value):
            self._samples[of].refused = True
            self.findings.problem("no sample", _ABOUT, cell)
            return
        problems = len(self.findings.problems)
        self._size(of, value, cell)
        self._samples[of].refused |= len(self.findings.problems) > problems

    def _size(self, of: _Of, value: Value, cell: Cell) -> None:
        if not is_given(value) or (count := self._count(of, value, cell)) is None or count.blank:
            return
        one = self._samples[of]
        if count.number is None or count.number == 0:
            message = "the size of a sample is one whole number above nought. Write how many were looked at."
            self.findings.problem("no sample", message, cell)
        elif count.number < FEWEST_SAMPLED:
            self.findings.problem("small sample", _TOO_FEW, cell)
        elif one.sample and one.sample.value != count.number:
            message = (
                f"{one.sample.cell} says that {one.sample} were looked at, and this {count}. Give one sample "
                "for each area, date, source and group."
            )
            self.findings.problem("two samples", message, cell)
        elif one.sample is None:
            one.sample = self._figure(of, "", count, value, cell)

    def _need(self, of: _Of, need: Need, value: Value, cell: Cell) -> None:
        count = self._count(of, value, cell)
        if count is None or count.blank:
            return
        one = self._samples[of]
        if before := one.needs.get(need):
            message = (
                f"{before.cell} already counts {need} of the same area, date, source and group. Keep one of "
                "them. If each row is a person, count them first."
            )
            self.findings.problem("row twice", message, cell)
            return
        one.needs[need] = self._figure(of, need, count, value, cell)

    def _count(self, of: _Of, value: Value, cell: Cell) -> WrittenCount | None:
        if isinstance(value, float) and 0 < value < 1:
            self.findings.problem("percentage", _PERCENT, cell)
            return None
        noted = len(self.findings.notes)
        count = self.findings.count(value, cell)
        self._notes.setdefault((of.area.code, of.month, of.source), []).extend(self.findings.notes[noted:])
        del self.findings.notes[noted:]
        return count

    def _figure(self, of: _Of, need: str, count: WrittenCount, value: Value, cell: Cell) -> Figure:
        on = self._samples[of].on
        return count.put_into(
            Figure(
                MEASURE,
                None,
                cell,
                written(value),
                breakdown=of.group,
                category=str(need),
                comparator=str(of.source),
                # The day itself, where one is said: kept under its month.
                period=on.isoformat() if on.day > 1 else "",
            )
        )

    def unread(self, tables: Sequence[NeedsTable]) -> Iterator[Dropped]:
        """The columns with words that are nothing known."""
        for table in tables:
            known = {*table.columns.values(), *table.needs, *table.across}
            known.discard(table.columns.get(NeedsColumn.SOURCE, -1))
            sheet = table.sheet
            cells = {(row, column) for row in range(len(sheet.rows)) for column in known}
            region = unread.Region(sheet, table.heading, cells)
            yield from unread.words_in(region, self._name(sheet.name), _is_known)

    def _name(self, sheet: str) -> str:
        """The name of a sheet as it is kept."""
        number = [one.name for one in self.file.sheets].index(sheet) + 1
        return unread.sheet_name(sheet, number, self.file.gazetteer) if sheet else ""

    def returns(self) -> Iterator[Return]:
        """One for each area, month and source, sorted; a problem for each sample that is not whole."""
        found: dict[tuple[str, date, NeedsSource], list[tuple[_Of, _Sampled]]] = {}
        for of, one in self._samples.items():
            self._refuse_beyond(one)
            if one.needs:
                found.setdefault((of.area.code, of.month, of.source), []).append((of, one))
        names = {sheet.name: self._name(sheet.name) for sheet in self.file.sheets}
        for key in sorted(found, key=lambda key: (found[key][0][0].area.name, *key[1:])):
            samples = found[key]
            figures = tuple(
                replace(figure, cell=Cell(names[figure.cell.sheet], figure.cell.ref))
                for _, one in samples
                for figure in (one.sample, *(one.needs[need] for need in Need if need in one.needs))
                if figure
            )
            taken = sorted({one.on for _, one in samples if one.on.day > 1})
            notes = [f"Sample taken on {listed([in_full(on) for on in taken])}."] if taken else []
            notes = [*notes, *self._notes.get(key, ())]
            yield Return(
                Kind.NEEDS,
                samples[0][0].area,
                key[1],
                figures,
                tuple(notes),
                subject=str(samples[0][0].source),
            )

    def _refuse_beyond(self, one: _Sampled) -> None:
        """A problem where no sample is given, or more have a need than were looked at."""
        if one.sample is None:
            if one.needs and not one.refused:
                message = (
                    "no sample is given for these counts. Write beside them, in a column headed “Sample”, of "
                    "how many people they are: 12 of 20 and 12 of 400 are not the same need."
                )
                first = next(iter(one.needs.values())).cell
                self.findings.problem("no sample", message, first)
            return
        for need, figure in one.needs.items():
            if (figure.low or 0) > (one.sample.value or 0):
                message = (
                    f"{figure} with the need {need}, and {one.sample.cell} says that {one.sample} were "
                    "looked at. Correct one of them."
                )
                self.findings.problem("more than the sample", message, figure.cell)


def _unread_note(one: Dropped) -> str:
    where = f"{one.cell.sheet}!{one.cell.ref}" if one.cell.sheet else one.cell.ref
    heading = f" “{one.heading}”" if one.heading else ""
    return f"Column {where}{heading} holds {one.what}: nothing of it is kept."


def _is_known(text: str) -> bool:
    """Whether words that were not read are of needs all the same."""
    return bool(
        words.is_total(text)
        or words.need_of(text)
        or words.column_of(text)
        or words.source_of(text)
        or _day(text)
    )


def _day(value: Value) -> date | None:
    """The day that a cell says, or the first of its month."""
    return _day_of(value) if isinstance(value, str) else days.day(value) or months.month(value, serial=True)


@while_reading
def _day_of(text: str) -> date | None:
    return days.day(text) or months.month(text, serial=True)
