"""What tau-argus, the field's engine, would hide: small counts, and others so that they cannot be worked out.

It is asked about rows by columns with their totals, given as one line a person in memory and in a private
folder that is gone afterwards; its logs, which hold counts, are written there too. What it proposes is
never less than is hidden anyway, and is audited.
"""

import tempfile
from contextlib import chdir

from pytauargus import protect

from probation_commission.disclosure.table import Role, Table

_TOTAL = "Total"
_MARGIN = 30
"""Percent of a small count by which its neighbours must leave it uncertain."""
_WITHHELD = {"U", "M"}


def proposed(table: Table, threshold: int) -> set[int]:
    """The positions of the cells that tau-argus would not show."""
    people = [(cell.row, cell.column) for cell in table.cells if cell.role in {Role.INSIDE, Role.IMPLIED}
              for _ in range(cell.value)]  # fmt: skip
    if not people:
        return set()
    rows, columns = ([_code(one) for one in side] for side in zip(*people, strict=True))
    lines = {"place": rows, "rag": columns, "people": [1] * len(people)}
    with tempfile.TemporaryDirectory(prefix="disclosure-") as folder, chdir(folder):
        answer = protect(
            lines,
            [["place", "rag"]],
            "people",
            safety_rules=f"FREQ({threshold},{_MARGIN})",
            suppress="OPT(1)",
            workdir=folder,
        ).tables[0]
    withheld = {(row["place"], row["rag"]) for row in answer.rows if row["status"] in _WITHHELD}
    return {
        position
        for position in table.published
        if (_code(table.cells[position].row), _code(table.cells[position].column)) in withheld
    }


def _code(number: int) -> str:
    return _TOTAL if number < 0 else f"x{number:04d}"
