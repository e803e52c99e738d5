"""A contract register in words: its rows, what loading them would do, on which a contract stands."""

from collections.abc import Mapping, Sequence

import pandas as pd

from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.domain.contracts import DATE_NAMES
from probation_commission.domain.days import in_full
from probation_commission.domain.registers import (
    PlannedContract,
    RegisterReading,
    RegisterRow,
    fact_words,
)
from probation_commission.domain.words import listed, plural

COLUMNS = ("Row", "Contract", "What", "Here", "On the register", "What becomes of it")


def read_words(reading: RegisterReading, offered: int) -> str:
    """How many rows were read, and how many may be of use."""
    rows = plural(len(reading.rows), "row")
    return f"{rows} read; {plural(offered, 'row')} may be a service for people on probation."


def dropped_words(reading: RegisterReading) -> str:
    """What was let go of at the door; empty for nothing."""
    columns = [f"“{heading}”" for heading in reading.dropped]
    what = f"the {plural(len(columns), 'column')} {listed(columns)}" if columns else ""
    if not what and not reading.dropped_cells:
        return ""
    cells = plural(reading.dropped_cells, "filled cell")
    return f"Let go of, since it is about people: {what or 'texts'} ({cells}). None of it is kept."


def line(row: RegisterRow) -> str:
    """A row in a line: `Mentoring, A Ltd, 1 April 2026 to 31 March 2027 (EX-001, row 4)`."""
    days = " to ".join(
        in_full(day) if day else "not known" for day in (row.starts, row.ends) if row.starts or row.ends
    )
    words = [row.title or "(no title)", listed(row.suppliers) or "(no supplier)", days]
    where = [row.reference, f"row {row.key}"]
    return f"{', '.join(filter(None, words))} ({', '.join(filter(None, where))})"


def beside(row: RegisterRow, why: Sequence[str]) -> str:
    """What is said of a row below it: why it is offered, what is wrong with it, what of it is not taken."""
    offered = [f"Offered: it {' and '.join(why)}."] if why else []
    wrong = [f"Can’t be loaded: {problem}" for problem in row.problems]
    notes = [f"{note[:1].upper()}{note[1:]}." for note in row.notes]
    return " ".join([*offered, *wrong, *notes])


def new_words(one: PlannedContract) -> str:
    """What a contract that is new here would be, in a sentence."""
    row = one.row
    whose = [
        f"{name} ({'known here' if name in one.suppliers_known else 'a new organisation, to be settled'})"
        for name in row.suppliers
    ]
    facts = [f"{DATE_NAMES.get(name, 'value')} {fact_words(value)}" for name, value in row.facts.items()]
    reference = row.reference or row.ocid or "no reference"
    return f"{row.title} ({reference}), {listed(whose)}: {', '.join(facts) or 'no day and no value'}."


def differences(planned: list[PlannedContract]) -> pd.DataFrame:
    """What differs in contracts that are here, a row a field."""
    rows = [
        (
            one.row.key,
            one.held.reference,
            difference.what,
            difference.here,
            difference.register,
            difference.becomes,
        )
        for one in planned
        if one.held
        for difference in one.differences
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def standing(entries: pd.DataFrame, contract: str) -> list[dict[str, str]]:
    """On which registers a contract stands, the newest of each publisher: `where` and what was `taken`."""
    own = entries[entries.contract == contract].drop_duplicates("publisher")
    return [{"where": _where(row), "taken": str(row["taken"])} for row in rows_of(own)]


def _where(row: Mapping[str, object]) -> str:
    day = known_day(row["as_of"])
    of_day = f" of {in_full(day)}" if day else ""
    return f"On the register of {row['publisher']}{of_day} ({row['file_name']}, {row['place']})"
