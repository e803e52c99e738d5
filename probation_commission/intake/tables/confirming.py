"""What somebody has to confirm of the tables of a file, and what was confirmed of them before."""

from collections.abc import Iterator, Sequence

from probation_commission.domain.layouts import NOT_READ, Column, Fields, FoundTable, Layout, signature
from probation_commission.intake.tables.columns import applied
from probation_commission.intake.tables.table import Table

_MOST_CHANGES = 6


def confirm(table: Table, layouts: Sequence[Layout], templates: Sequence[Layout] = ()) -> None:
    """The table read with the fields that were confirmed, or offered what other layouts of the sender tell.

    `templates`: how our own are read.
    """
    if confirmed := confirmed_of(table, (*layouts, *templates)):
        table.columns = applied(table.columns, confirmed.fields, table.fields)
        return
    # "Nos" in another layout of this sender: its answer is offered, and is still asked (decision 41).
    remembered = {key: field for layout in reversed(layouts) for key, field in layout.fields.items() if field}
    table.columns = applied(table.columns, remembered, table.fields)


def confirmed_of(table: Table, layouts: Sequence[Layout]) -> Layout | None:
    """What was confirmed of a table of these headings in their order (decisions 40 and 41)."""
    mine = _signature(table)
    return next((layout for layout in layouts if layout.signature == mine), None)


def found(tables: Sequence[Table]) -> tuple[FoundTable, ...]:
    """The tables as somebody is asked about them, those of one layout together."""
    groups: dict[str, list[Table]] = {}
    for table in tables:
        groups.setdefault(_signature(table), []).append(table)
    return tuple(
        FoundTable(name, tuple(table.block.where for table in group), _once(group[0].columns))
        for name, group in groups.items()
    )


def _signature(table: Table) -> str:
    return signature([column.key for column in table.columns])


def _once(columns: Sequence[Column]) -> tuple[Column, ...]:
    """One column for each key: those under several months are asked about once."""
    once: dict[str, Column] = {}
    for column in columns:
        once.setdefault(column.key, column)
    return tuple(once.values())


def changes(tables: Sequence[FoundTable], remembered: Sequence[Layout], fields: Fields) -> tuple[str, ...]:
    """What stands elsewhere than last time, if this sender was read before."""
    notes = (note for table in tables for note in _changes(table, remembered, fields))
    return tuple(note for note, _ in zip(notes, range(_MOST_CHANGES), strict=False))


def _changes(table: FoundTable, remembered: Sequence[Layout], fields: Fields) -> Iterator[str]:
    keys = {column.key for column in table.columns}
    last = max(remembered, key=lambda layout: len(keys & layout.fields.keys()), default=None)
    if last is None:
        return
    now = {column.field: column for column in table.columns if column.field}
    for key, field in last.fields.items():
        column = now.get(field)
        label = fields.labels.get(field)
        before = f"Last time “{label}” stood in column {last.letters.get(key, '?')} under “{key}”"
        if field and column is None:
            yield f"{before}; now no column seems to hold it."
        elif field and column and (column.key, column.letters) != (key, last.letters.get(key)):
            yield f"{before}; now it seems to stand in column {column.letters} under “{column.heading}”."
    for column in table.columns:
        if column.key not in last.fields and column.field == NOT_READ and column.doubt:
            yield f"Column {column.letters} “{column.heading}” is new."
