"""What may be shown to whom, as it is set."""

from datetime import UTC, date, datetime

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import WIDTHS, Rule, Rules, rules_of
from probation_commission.domain.access import Permission, Person, require
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.store import audit, database, outcomes, returns
from probation_commission.store import rules as store
from probation_commission.store.rules import SetRule


def everything(person: Person) -> list[SetRule]:
    """Every rule that was set, the latest first. Raises `NotAllowedError`."""
    with reading(person, Permission.SET_RULES) as (conn, _):
        return store.history(conn)


def change(person: Person, audience: Audience, width: int, from_month: date) -> Rule:
    """The rule that sets the bands of an audience for all months from one on.

    Nothing that was shown is ever shown another way: raises `RefusedError` for a month up to the last that
    has or had a return, for a width that is not allowed, and where the public would see more than the
    partnership. Raises `NotAllowedError`.
    """
    month = from_month.replace(day=1)
    rule = Rule(audience, width, month)
    with writing(person, Permission.SET_RULES) as (conn, actor):
        _refuse_width(audience, width)
        # Both inside the transaction: a return accepted meanwhile would have been shown by the older rule.
        _refuse_shown(conn, month)
        _refuse_finer_public(Rules((rule, *rules_of(store.rows(conn)).rules)))
        before = rules_of(store.rows(conn)).of(audience, month).width
        put(conn, actor, rule)
        subject = AuditSubject(RecordKind.RULE, audience)
        widths = {"before": f"bands of {before}", "after": f"bands of {width} from {month:%Y-%m}"}
        audit.record(conn, actor, "set rule", subject, **widths)
    return rule


def put(conn: database.Connection, person: Person, rule: Rule) -> None:
    """A rule written down, in the transaction of the action that sets it."""
    require(person, Permission.SET_RULES)
    store.add(
        conn, person, SetRule(rule.audience, rule.from_month, rule.width, person.name, datetime.now(UTC))
    )


def _refuse_width(audience: Audience, width: int) -> None:
    if audience not in WIDTHS:
        raise RefusedError(f"The rule of {audience} can’t be set: {audience.who} see exact counts.")
    if width not in WIDTHS[audience]:
        allowed = ", ".join(map(str, WIDTHS[audience]))
        raise RefusedError(f"The bands of {audience} can be {allowed} wide, not {width}.")


def _refuse_shown(conn: database.Connection, from_month: date) -> None:
    # Returns that were withdrawn count too: they were shown once (decision 73). Results that partners key
    # in are shown by the same rules (decision 80).
    months = (returns.last_real_month(conn), outcomes.last_real_month(conn))
    last = max(filter(None, months), default=None)
    if last and from_month <= last:
        raise RefusedError(
            f"There is or was a return for {last:%B %Y}, or a result, and what was shown of a month never "
            "changes: choose a later month."
        )


def _refuse_finer_public(rules: Rules) -> None:
    # Each month in which a rule begins is looked at, not the new one alone: a rule of the one audience may
    # come into force long before that of the other.
    starts = sorted({rule.from_month or date.min for rule in rules.rules})
    for month in starts:
        public, partnership = (
            rules.of(audience, month).width for audience in (Audience.PUBLIC, Audience.PARTNERSHIP)
        )
        # The public’s bands are whole ones of the partnership’s, so that each is a coarsening of the other:
        # 20 over 10 is, 10 over 20 would tell the public more (decisions 64 and 73).
        if public % partnership:
            since = "For all months" if month == date.min else f"From {month:%B %Y}"
            raise RefusedError(
                f"{since} the public would see bands of {public}, which are narrower than the "
                f"{partnership} of the partnership. Change the public’s first, from the same month or before."
            )
