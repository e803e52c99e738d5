"""The explanation of a line of a reconciliation that does not add up, or that anybody may ask about."""

from datetime import UTC, datetime
from typing import Any

from probation_commission.actions import reconciliation
from probation_commission.actions.acting import writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.analysis.reconciliation import compared
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.words import storable
from probation_commission.store import audit, database, versions
from probation_commission.store import explanations as store
from probation_commission.store.explanations import Explanation

MOST = 1000


def explain(
    person: Person,
    return_id: int,
    code: str,
    text: str,
    *,
    text_before: str = "",
    figures: str | None = None,
) -> None:
    """The explanation of a line of a return, written down; an empty one takes back what was there.

    `text_before` is the text that stood there when this one was written, and `figures` what the line held
    against each other ("52 against 61"; None: whatever it does now). Raises `RefusedError` where either is
    another by now, for a text that seems to identify somebody, and where nothing would change.
    """
    with writing(person, Permission.EXPLAIN) as (conn, actor):
        text, code = free_text(text, "explanation", MOST), storable(code)
        line = _line(conn, actor, return_id, code)
        now = compared(line["sentence"])
        # Two leads may have the same line open: the second would write over words that they have never seen.
        if line["explained"] != text_before:
            who = line["explained_by"] or "somebody"
            raise RefusedError(f"{who} explained this line after you opened it. Yours is still in the field.")
        if figures is not None and figures != now:
            said = f"This line says {line['sentence']} by now, since another return came into force."
            raise RefusedError(f"{said} Yours is still in the field.")
        if text == text_before and not (text and line["outdated"]):
            raise RefusedError("Write what explains it first." if not text else "Nothing was changed.")
        # Added, never changed: what was written before stays, and an empty text takes the last back
        # (decision 60). The audit trail gets the line and the length alone, not a second copy of the words.
        store.add(conn, actor, Explanation(return_id, code, text, actor.name, datetime.now(UTC), now))
        lengths = (f"{code}: {len(words)} characters" for words in (text_before, text))
        subject = AuditSubject(RecordKind.RETURN, str(return_id))
        audit.record(
            conn, actor, "explain line", subject, **dict(zip(("before", "after"), lengths, strict=True))
        )


def _line(conn: database.Connection, person: Person, return_id: int, code: str) -> dict[Any, Any]:
    """The line as it reads now. Raises `RefusedError` where it is no line of a return in force."""
    version = versions.find(conn, return_id)
    if version:
        kind, _, area_code, _ = version.key
        require_area(person, area_code)
        lines = reconciliation.in_force(conn, kind, [area_code])
        for line in lines[(lines.return_id == return_id) & (lines.code == code)].to_dict("records"):
            return line
    raise RefusedError("This line is not here any more. Load the page again.")
