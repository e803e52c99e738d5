"""The workflow of ideas as a page of the documentation, read from the table that the app goes by."""

from probation_commission.domain.access import GRANTS, Permission
from probation_commission.domain.ideas import DECISIONS, HOLDS_MONEY, MOVES, NEEDS_REASON, Stage

_INTRODUCTION = """# The workflow of an idea

Made from `MOVES` in `probation_commission/domain/ideas.py`; whatever is not here is refused.
A partner or applicant sees their own ideas and those of their organisation; a draft is its organisation's
alone, one that a lead keys in the lead's until it is sent in. Its owner is told of each step as it is made,
of a decision once a lead sends it: until then it stands for them where it stood, can be taken back with its
reason kept, and no other step follows on it. An idea that is not decided can be sent to another fund, where
it is submitted with its reference and its history.
"""


def workflow_page() -> str:
    """The page as Markdown: a diagram, the moves, and what each stage means for the money."""
    return f"{_INTRODUCTION}\n{_diagram()}\n\n{_moves()}\n\n{_stages()}\n"


def _diagram() -> str:
    # Read from the table that refuses (decision 20): a move that is not drawn here cannot be made.
    names = [f'    state "{stage.label}" as {_name(stage)}' for stage in Stage if _name(stage) != stage.label]
    arrows = [
        f"    {_name(from_stage)} --> {_name(to_stage)}: {_who(needed)}"
        for (from_stage, to_stage), needed in MOVES.items()
    ]
    ends = [
        f"    {_name(stage)} --> [*]"
        for stage in Stage
        if not any(from_stage is stage for from_stage, _ in MOVES)
    ]
    start = f"    [*] --> {Stage.DRAFT}"
    return "\n".join(["```mermaid", "stateDiagram-v2", *names, start, *arrows, *ends, "```"])


def _name(stage: Stage) -> str:
    return stage.value.replace(" ", "_")


def _moves() -> str:
    rows = [
        f"| {from_stage.label} | {to_stage.label} | {_who(needed)} | "
        f"{'yes' if to_stage in NEEDS_REASON else ''} |"
        for (from_stage, to_stage), needed in MOVES.items()
    ]
    return "\n".join(["| from | to | who may | written reason |", "|---|---|---|---|", *rows])


def _stages() -> str:
    rows = [
        f"| {stage.label} | {_told(stage)} | {'holds its award of the pot' if stage in HOLDS_MONEY else ''} |"
        for stage in Stage
    ]
    head = ["| stage | its partner is told | money |", "|---|---|---|"]
    return "\n".join([*head, *rows])


def _told(stage: Stage) -> str:
    return "once a lead sends it" if stage in DECISIONS else "at once"


def _who(needed: Permission) -> str:
    """The roles that may, the writer alone where only a draft's owner can."""
    if needed is Permission.SEND_IDEAS:
        return "its owner"
    return ", ".join(role.label for role, granted in GRANTS.items() if needed in granted)
