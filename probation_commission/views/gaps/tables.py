"""The matrix, the ranked list and the reasons of a cell, as frames."""

from collections.abc import Mapping, Sequence

import pandas as pd

from probation_commission.analysis.gaps import Offer, Provision, RankedGap
from probation_commission.domain.contracts import Capacity
from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict
from probation_commission.domain.words import listed
from probation_commission.views.gaps.looks import LOOKS, in_cell
from probation_commission.views.gaps.words import GROUP_WORDS, in_numbers, verdicts
from probation_commission.views.marks import MADE_UP, tagged

NOT_KNOWN = Capacity.NOT_KNOWN.value
SHORT_PATHWAYS: Mapping[str, str] = {
    "Education, Training and Employment": "ETE",
    "Finance, Benefits and Debt": "Finance",
    "Dependency and Recovery": "Dependency",
    "Lifestyle and Associates": "Lifestyle",
    "Family and Significant Others": "Family",
    "Emotional Wellbeing": "Wellbeing",
    "Social Inclusion": "Inclusion",
    "Neurodiversity": "Neurodiv.",
}
"""Where nine stand beside each other."""


def worst(those: Sequence[Provision]) -> tuple[Provision, str]:
    """The one of them that has least, and for whom it is that, where the others have more."""
    least = max(those, key=lambda one: one.verdict.rank)
    alike = all(one.said == least.said for one in those)
    return least, "" if alike else GROUP_WORDS[least.cell.group]


def text_of(those: Sequence[Provision], *, little_room: bool) -> str:
    """What stands in a cell of the matrix, for one group or for men and women together."""
    least, of = worst(those)
    return in_cell(least.verdict, least.words, least.of or of, little_room=little_room)


def colours(frame: pd.DataFrame, verdicts: Mapping[tuple[int, str], GapVerdict]) -> pd.DataFrame:
    """The style of each cell of a frame, for pandas' Styler."""
    # Cell by cell in a frame takes ten times as long, and it is asked at each rerun.
    styles = {
        column: [_colour(verdicts.get((row, str(column)))) for row in frame.index] for column in frame.columns
    }
    return pd.DataFrame(styles, index=frame.index, columns=frame.columns)


def _colour(verdict: GapVerdict | None) -> str:
    return f"background-color: {LOOKS[verdict].colour}; color: #17212b" if verdict else ""


def _open(gap: RankedGap, actions: Mapping[str, int]) -> int:
    return sum(actions.get(one.cell.key, 0) for one in gap.provisions)


def ranked_table(
    gaps: Sequence[RankedGap], names: Mapping[str, str], actions: Mapping[str, int] | None
) -> pd.DataFrame:
    """The ranked list: a line a pathway and area, what is known of need, its open actions if told."""
    rows = [
        {
            "Place": number,
            "Pathway": gap.cell.pathway,
            "Where": names[gap.cell.area_code],
            "For whom": listed(GROUP_WORDS[one.cell.group] for one in gap.gaps),
            "Verdict": verdicts(gap),
            "Evidence of need": in_numbers(gap.evidence),
            **({"Open actions": _open(gap, actions)} if actions is not None else {}),
        }
        for number, gap in enumerate(gaps, start=1)
    ]
    return pd.DataFrame(rows)


def offers_table(offers: Sequence[Offer]) -> pd.DataFrame:
    """Every service that is known in a cell, with why it counts or not."""
    rows = [
        {
            "Service": tagged(one.name, made_up=one.illustrative),
            "For whom": one.for_whom,
            "Counts as": _counts_as(one),
            "Why": _why(one),
        }
        for one in offers
    ]
    columns = ["Service", "For whom", "Counts as", "Why"]
    return pd.DataFrame(rows, columns=columns)


def _why(one: Offer) -> str:
    """What stands for and against it, the room in it where that is known, and since when it is known."""
    room = [] if one.room == NOT_KNOWN else [f"room: {one.room}"]
    # That it is not confirmed stands in its status already, with the year of its source.
    sure = [] if str(GapVerdict.UNCONFIRMED) in one.why else [one.sure]
    return "; ".join([one.why, *room, *sure])


def in_line(offers: Sequence[Offer]) -> str:
    """Those that count for nothing, in one sentence; empty where there are none."""
    named = [f"{tagged(one.name, made_up=one.illustrative)} ({one.why})" for one in offers]
    return f"Known too, and neither open to them nor running: {'; '.join(named)}." if named else ""


def _counts_as(one: Offer) -> str:
    if one.illustrative:
        return f"nothing: {MADE_UP}"
    return "nothing" if one.verdict is GapVerdict.NONE_KNOWN else str(one.verdict)


def cell_name(cell: GapCell, names: Mapping[str, str]) -> str:
    """`Accommodation, men, County Durham`."""
    return f"{cell.pathway}, {GROUP_WORDS[GapGroup(cell.group)]}, {names[cell.area_code]}"
