"""The explanation of a line of a reconciliation that does not add up, or that anybody may ask about."""

from datetime import UTC, datetime

from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.domain.access import Permission, Person, require
from probation_commission.domain.words import storable
from probation_commission.store import audit, database
from probation_commission.store import explanations as store
from probation_commission.store.explanations import Explanation

MOST = 1000


def explain(person: Person, return_id: int, code: str, text: str, *, text_before: str = "") -> None:
    """The explanation of a line of a return, written down; an empty one takes back what was there.

    `text_before` is the text that stood there when this one was written. Raises `RefusedError` where
    another stands there by now, for a text that seems to identify somebody, and where nothing would change.
    """
    require(person, Permission.EXPLAIN)
    text, code = free_text(text, "explanation", MOST), storable(code)
    with database.write() as conn:
        if store.line_sentence(conn, return_id, code) is None:
            raise RefusedError("This line is not here any more. Load the page again.")
        before = store.latest(conn, return_id, code)
        there = before.text if before else ""
        # Two leads may have the same line open: the second would write over words that they have never seen.
        if there != text_before:
            who = before.who if before else "somebody"
            raise RefusedError(f"{who} explained this line after you opened it. Yours is still in the field.")
        if text == there:
            raise RefusedError("Write what explains it first." if not text else "Nothing was changed.")
        # Added, never changed: what was written before stays, and an empty text takes the last back
        # (decision 60). The audit trail gets its length alone, not a second copy of what somebody wrote.
        store.add(conn, person, Explanation(return_id, code, text, person.name, datetime.now(UTC)))
        audit.record(conn, person, "explain line", f"return {return_id}, {len(text)} characters")
