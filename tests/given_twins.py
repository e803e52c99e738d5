"""Two returns that differ in what is hidden and in nothing that is shown: nobody may tell them apart."""

SUPPRESSED, BANDED = "2026-09", "2026-10"
RAGS = ("red", "amber", "green", "blue")
LARGE = {
    "Cockerton": (9, 8, 7, 6),
    "College": (6, 7, 8, 9),
    "Eastbourne": (8, 8, 9, 9),
    "Hurworth": (7, 6, 9, 8),
}
HIDDEN = (
    {"Northgate": (2, 3, 9, 9), "Park East": (3, 2, 9, 9)},
    {"Northgate": (3, 2, 9, 9), "Park East": (2, 3, 9, 9)},
)
"""In each row and column the same sums: red and amber change places."""
_FEW = {"College": (1, 1, 0, 2), "Eastbourne": (1, 2, 0, 0)}
BANDS = (
    {"Cockerton": (1, 0, 1, 1), **_FEW, "Northgate": (31, 37, 41, 43)},
    {"Cockerton": (1, 0, 2, 1), **_FEW, "Northgate": (31, 37, 40, 43)},
)
"""Cockerton has three or four, Northgate 152 or 151: both times 1–4, and 20 or more."""


def twin(which: int) -> bytes:
    """One of the two, as a CSV of Darlington: a month shown by ward, and one in bands."""
    months = {SUPPRESSED: {**LARGE, **HIDDEN[which]}, BANDED: BANDS[which]}
    lines = [line for month, wards in months.items() for line in _month(month, wards)]
    return "\n".join(["area,month,ward,rag,count", *lines, ""]).encode()


def _month(month, wards):
    totals = [sum(column) for column in zip(*wards.values(), strict=True)]
    for ward, counts in {"all": totals, **wards}.items():
        yield f"Darlington,{month},{ward},all,{sum(counts)}"
        yield from (
            f"Darlington,{month},{ward},{rag},{count}" for rag, count in zip(RAGS, counts, strict=True)
        )
