"""The minutes of a decision meeting on paper: who was there, who was left out, each idea and its decision."""

from dataclasses import dataclass
from datetime import date

from probation_commission.domain.days import in_full
from probation_commission.domain.funds import Fund
from probation_commission.publish.sheets import PaperSheet, Section

_SIDES = 60
"""More than the fullest meeting fills: nothing of the minutes is left out for want of room."""
_COLUMNS = ("Idea", "Scores", "Decision", "Reason and condition")
_WIDTHS = (5, 5, 4, 8)
NOBODY = "Nobody is written down."


@dataclass(frozen=True, slots=True)
class MinutedIdea:
    """What the minutes say of an idea, in words."""

    title: str
    scores: str
    decision: str
    reason: str
    left_out: tuple[str, ...] = ()
    """The names of those who were left out for a conflict of interest."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A decision meeting: its day, who was there, what was decided, and what is left after it."""

    on: date
    present: tuple[str, ...]
    ideas: tuple[MinutedIdea, ...]
    left: str


def sheet(fund: Fund, meeting: Meeting, foot: str) -> PaperSheet:
    """The minutes; `foot` says whose they are."""
    conflicts = tuple(
        f"{one.title}: {', '.join(one.left_out)} left out." for one in meeting.ideas if one.left_out
    )
    rows = tuple((one.title, one.scores, one.decision, one.reason) for one in meeting.ideas)
    return PaperSheet(
        f"Decisions on {fund.name}",
        meeting.on,
        sides=_SIDES,
        foot=f"{foot}. Minutes of {in_full(meeting.on)}",
        elsewhere="on the page Ideas, “Decision meeting”",
        lines=(f"Minutes of the meeting of {in_full(meeting.on)}, a private session. {fund.title}.",),
        sections=(
            Section("Who was there", lines=meeting.present or (NOBODY,)),
            Section("Conflicts of interest", lines=conflicts or ("Nobody was left out of an idea.",)),
            Section("Decisions", _COLUMNS, _WIDTHS, rows, () if rows else ("No idea was decided on.",)),
            Section("What is left", lines=(meeting.left,)),
        ),
        notes=("Scores are of 100, by the fund’s weights; “1 to 3” of 4 is the least and the most given.",),
        made_up="This fund, its ideas and its awards are made up. Do not quote them."
        if fund.illustrative
        else "",
    )


def file_name(fund: Fund, on: date) -> str:
    """What the file is called, with its mark where the fund is made up."""
    return f"{'ILLUSTRATIVE_' if fund.illustrative else ''}decisions_{fund.slug}_{on:%Y-%m-%d}.pdf"
