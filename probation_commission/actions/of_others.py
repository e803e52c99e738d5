"""What is asked before somebody decides, pays or settles anything of an idea: it is not their own."""

from probation_commission.actions.limits import require_reach
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.scoring import require_no_conflict
from probation_commission.domain.access import OF_NOBODY, Person
from probation_commission.domain.ideas import KeptIdea
from probation_commission.store import links
from probation_commission.store.database import Connection

_OWN = "This idea is your own, or your organisation’s, so somebody else decides on it. Nothing was changed."
_BY_LINK = "This idea came by a link that you sent, so somebody else decides on it. Nothing was changed."
_NOT_TOLD = "This idea was decided, and its partner was not told yet. Send the decision, or take it back."


def require_others(conn: Connection, actor: Person, kept: KeptIdea) -> None:
    """The check before somebody decides anything of an idea: it is of others, and of their area.

    Raises `RefusedError` and `NotAllowedError`.
    """
    if kept.is_of(actor):
        raise RefusedError(_OWN)
    # Whose organisation nobody knows may be of the idea's (decision 158).
    if actor.is_of_nobody:
        raise RefusedError(OF_NOBODY)
    # Whoever sent a link could have written by it what they now decide on (decision 138).
    if links.wrote(conn, actor, kept.id):
        raise RefusedError(_BY_LINK)
    require_reach(conn, actor, kept.idea)
    require_no_conflict(conn, actor, kept.id)


def require_told(kept: KeptIdea) -> None:
    """The check before a step is made from a decision: its partner knows of it. Raises `RefusedError`."""
    if kept.waits_to_be_told:
        raise RefusedError(_NOT_TOLD)
