"""Two returns that differ in what is not told and in nothing that is: nobody may tell them apart."""

from probation_commission.actions import unmet
from probation_commission.domain.days import month_before, today
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.unmet import UnmetLine, UnmetQuarter, UnmetReason, is_shut, quarter_of
from tests.given.organisations import member
from tests.given.returns import LEAD

COUNTED, BANDED = "2026-09", "2026-10"
"""A month whose area is counted by RAG, and one whose RAGs are in bands."""
RAGS = ("red", "amber", "green", "blue")
SAME = {
    "Cockerton": (9, 8, 7, 6),
    "College": (6, 7, 8, 9),
    "Eastbourne": (0, 3, 0, 0),
}
TOLD_APART = (
    {
        "Northgate": (1, 0, 0, 1),
        "Park East": (2, 1, 1, 0),
        "NFA": (5, 2, 0, 0),
        "Harrowgate Hill": (0, 0, 0, 0),
    },
    {"Northgate": (2, 1, 0, 0), "Park East": (1, 0, 1, 1), "NFA": (5, 2, 0, 0)},
)
"""In each column the same sums; Northgate 2 or 3, Park East 4 or 3, a ward named with nought or not."""
_FEW = {"College": (1, 1, 0, 2), "Eastbourne": (1, 2, 0, 0)}
BANDS = (
    {"Cockerton": (1, 0, 1, 1), **_FEW, "Northgate": (31, 37, 4, 43)},
    {"Cockerton": (1, 0, 2, 1), **_FEW, "Northgate": (31, 37, 3, 43), "Hurworth": (0, 0, 0, 0)},
)
"""Cockerton has three or four, Northgate 115 or 114; all of the area's greens are five: under ten."""


def twin(which: int) -> bytes:
    """One of the two, as a CSV of Darlington."""
    months = {COUNTED: {**SAME, **TOLD_APART[which]}, BANDED: BANDS[which]}
    lines = [line for month, wards in months.items() for line in _month(month, wards)]
    return "\n".join(["area,month,ward,rag,count", *lines, ""]).encode()


def _month(month, wards):
    totals = [sum(column) for column in zip(*wards.values(), strict=True)]
    for ward, counts in {"all": totals, **wards}.items():
        yield f"Darlington,{month},{ward},all,{sum(counts)}"
        yield from (
            f"Darlington,{month},{ward},{rag},{count}" for rag, count in zip(RAGS, counts, strict=True)
        )


HEADER = (
    "service,month,area,received,started,completed,ended early,"
    "outcomes achieved,outcomes partly achieved,outcomes not achieved"
)
OF_SERVICE = (
    {"2026-07": (3, 2, 1, 1, 1, 0, 0), "2026-08": (4, 2, 1, 1, 1, 1, 0), "2026-09": (5, 2, 1, 0, 1, 0, 1)},
    {"2026-07": (5, 3, 0, 0, 0, 0, 1), "2026-08": (4, 2, 2, 1, 1, 1, 0), "2026-09": (4, 3, 1, 2, 0, 1, 1)},
)
"""A quarter of a small service: twelve or thirteen received, six or eight started; in the same bands."""


def twin_service(which: int) -> bytes:
    """One of the two, as the returns of a service whose contract says nothing of its size."""
    rows = [
        f'"Personal Wellbeing, Durham",{month},CDD,{",".join(map(str, counts))}'
        for month, counts in OF_SERVICE[which].items()
    ]
    return "\n".join([HEADER, *rows, ""]).encode()


DEBT, WORK = "Finance, Benefits and Debt", "Education, Training and Employment"
OF_UNMET = (
    (
        ("One Trust", UnmetLine(DEBT, UnmetReason.NONE_EXISTS, group=GapGroup.MEN), 3),
        ("Other Trust", UnmetLine(DEBT, UnmetReason.FULL), 4),
        ("Other Trust", UnmetLine(WORK, UnmetReason.WAIT), 12),
    ),
    (
        ("One Trust", UnmetLine(DEBT, UnmetReason.TOO_FAR, ward="E05010414"), 1),
        ("One Trust", UnmetLine(WORK, UnmetReason.EXCLUDED), 10),
        ("Other Trust", UnmetLine(WORK, UnmetReason.WAIT), 9),
    ),
)
"""Of a quarter that is shut: seven or one of debt, twelve or nineteen of work, by others and otherwise."""


def count_unmet(which: int) -> None:
    """One of the two, as leads of two organisations counted it in Darlington."""
    first = quarter_of(today())
    while not is_shut(first, today()):
        first = quarter_of(month_before(first))
    for name, line, requests in OF_UNMET[which]:
        lead = member(LEAD, name)
        quarter = UnmetQuarter(lead.organisation_id or 0, "E06000005", first)
        unmet.count(lead, quarter, line, requests, seen=None)
