"""Areas that stand for each other: a whole for one of its parts, a part for its whole (decision 17)."""

from collections.abc import Iterable, Sequence

from probation_commission.domain.places import Whole


def stand_ins(wholes: Iterable[Whole], codes: Sequence[str]) -> dict[str, str]:
    """Which of these codes is shown for a whole or a part that is not among them: `{"E06000047": "CDD"}`."""
    instead: dict[str, str] = {}
    for whole in wholes:
        if whole.code in codes:
            instead |= {part: whole.code for part in whole.parts if part not in codes}
        elif parts := [code for code in codes if code in whole.parts]:
            instead[whole.code] = parts[0]
    return instead
