"""The workflow of ideas as a page of the documentation, read from the table that the app goes by."""

from probation_commission.domain.access import GRANTS, Permission
from probation_commission.domain.ideas import HOLDS_MONEY, MOVES, NEEDS_REASON, Stage

_INTRODUCTION = """# The workflow of an idea

Made from `MOVES` in `probation_commission/domain/ideas.py`; whatever is not here is refused.
A partner or applicant sees their own ideas and those that their organisation sent in; a draft is its
writer's alone.
"""


def workflow_page() -> str:
    """The page as Markdown: a diagram, the moves, and what each stage means for the money."""
    return f"{_INTRODUCTION}\n{_diagram()}\n\n{_moves()}\n\n{_stages()}\n"


def _diagram() -> str:
    # Read from the table that refuses (decision 20): a move that is not drawn here cannot be made.
    arrows = [
        f"    {from_stage} --> {to_stage}: {_who(needed)}" for (from_stage, to_stage), needed in MOVES.items()
    ]
    ends = [
        f"    {stage} --> [*]" for stage in Stage if not any(from_stage is stage for from_stage, _ in MOVES)
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {Stage.DRAFT}", *arrows, *ends, "```"])


def _moves() -> str:
    rows = [
        f"| {from_stage} | {to_stage} | {_who(needed)} | {'yes' if to_stage in NEEDS_REASON else ''} |"
        for (from_stage, to_stage), needed in MOVES.items()
    ]
    return "\n".join(["| from | to | who may | written reason |", "|---|---|---|---|", *rows])


def _stages() -> str:
    rows = [
        f"| {stage} | {'holds its award of the pot' if stage in HOLDS_MONEY else ''} |" for stage in Stage
    ]
    return "\n".join(["| stage | money |", "|---|---|", *rows])


def _who(needed: Permission) -> str:
    """The roles that may, the writer alone where only a draft's owner can."""
    if needed is Permission.SEND_IDEAS:
        return "its owner"
    return ", ".join(role.label for role, granted in GRANTS.items() if needed in granted)
