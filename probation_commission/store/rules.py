"""What may be shown to whom: the bands of each audience, in force from a month."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select

from probation_commission.domain.access import Person
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, disclosure_rule


@dataclass(frozen=True, slots=True)
class SetRule:
    """A rule as somebody set it; `from_month` None: for all months."""

    audience: str
    from_month: date | None
    width: int
    set_by: str
    set_at: datetime


def history(conn: Connection) -> list[SetRule]:
    """Every rule that was set, the latest first."""
    query = select(disclosure_rule, account.c.name.label("set_by")).join(account)
    # Two for one month are possible; `disclosure.rules.Rules` takes the first, so the last set holds.
    query = query.order_by(disclosure_rule.c.id.desc())
    return [record(SetRule, row) for row in conn.execute(query).mappings()]


def rows(conn: Connection) -> list[tuple[str, date | None, int]]:
    """Audience, from_month and width of every rule; of two for one month the one that holds comes first."""
    return [(rule.audience, rule.from_month, rule.width) for rule in history(conn)]


def add(conn: Connection, person: Person, rule: SetRule) -> None:
    """The rule that a person set, written beside those before it, which stay."""
    conn.execute(
        # Rows are added and never changed: what was shown can be shown the same way again (decision 73).
        insert(disclosure_rule).values(**values(rule, "set_by"), set_by_id=people.account_id(conn, person))
    )
