"""Made-up unmet demand of invented organisations: each quarter more men ask for help with debt."""

from collections.abc import Iterator, Sequence
from datetime import date

from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.unmet import UnmetLine, UnmetReason, quarter_after
from probation_commission.samples.agreements import PARTIES

COUNCIL, CONSTABULARY, HEALTH = PARTIES
FIRST, QUARTERS = date(2025, 4, 1), 6
"""Of the quarters that are over when the illustrative months end."""
DEBT, WORK, HOME, DRINK, MIND, FAMILY, NEURO = (
    "Finance, Benefits and Debt",
    "Education, Training and Employment",
    "Accommodation",
    "Dependency and Recovery",
    "Emotional Wellbeing",
    "Family and Significant Others",
    "Neurodiversity",
)
UnmetStory = tuple[str, UnmetReason, GapGroup | int | None, Sequence[int]]
"""Pathway, reason, the group, or the number of a ward in the area's list, and the count of each quarter."""
STORY: dict[str, Sequence[UnmetStory]] = {
    COUNCIL: (
        (DEBT, UnmetReason.NONE_EXISTS, GapGroup.MEN, (6, 8, 9, 12, 15, 19)),
        (DEBT, UnmetReason.NONE_EXISTS, 0, (2, 2, 3, 3, 4, 5)),
        (DEBT, UnmetReason.NOT_REFERRED, GapGroup.WOMEN, (1, 0, 2, 1, 1, 2)),
        (HOME, UnmetReason.FULL, None, (7, 5, 8, 6, 7, 6)),
        (HOME, UnmetReason.EXCLUDED, None, (2, 3, 1, 2, 3, 2)),
        (FAMILY, UnmetReason.TOO_FAR, GapGroup.WOMEN, (1, 2, 0, 1, 2, 1)),
    ),
    CONSTABULARY: (
        (DEBT, UnmetReason.NONE_EXISTS, GapGroup.IOM, (2, 3, 3, 4, 5, 7)),
        (WORK, UnmetReason.NONE_EXISTS, GapGroup.MEN, (4, 5, 4, 6, 5, 6)),
        (WORK, UnmetReason.TOO_FAR, 1, (1, 2, 1, 0, 2, 1)),
        (DRINK, UnmetReason.WAIT, None, (3, 3, 2, 4, 2, 3)),
    ),
    HEALTH: (
        (NEURO, UnmetReason.NONE_EXISTS, None, (3, 4, 4, 5, 6, 6)),
        (NEURO, UnmetReason.NONE_EXISTS, GapGroup.YOUNG, (1, 1, 2, 2, 3, 3)),
        (MIND, UnmetReason.WAIT, None, (5, 6, 4, 5, 4, 5)),
        (MIND, UnmetReason.NOT_WOMEN, GapGroup.WOMEN, (1, 1, 0, 2, 1, 1)),
    ),
}
LESS = 2
"""In every area after the first a half of it is counted."""


def quarters() -> list[date]:
    """The first day of each quarter of the story."""
    found = [FIRST]
    while len(found) < QUARTERS:
        found.append(quarter_after(found[-1]))
    return found


def counted(organisation: str, place: int, at: int, wards: Sequence[str]) -> dict[UnmetLine, int]:
    """What an organisation counted in the area of that place in the list, in the quarter of that number.

    `wards`: the codes of the area's wards.
    """
    return dict(_lines(organisation, place, at, wards))


def _lines(organisation: str, place: int, at: int, wards: Sequence[str]) -> Iterator[tuple[UnmetLine, int]]:
    for pathway, reason, whom, counts in STORY[organisation]:
        count = counts[at] // (LESS if place else 1)
        if not count or (isinstance(whom, int) and whom >= len(wards)):
            continue
        ward = wards[whom] if isinstance(whom, int) else ""
        yield UnmetLine(pathway, reason, ward, whom if isinstance(whom, GapGroup) else None), count
