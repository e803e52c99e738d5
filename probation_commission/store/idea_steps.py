"""What a step of an idea leaves on it besides its stage: its reference, its award, that its partner knows."""

from datetime import datetime

from sqlalchemy import func, select, update

from probation_commission.domain.days import day_of
from probation_commission.domain.ideas import KeptIdea
from probation_commission.store.database import Connection
from probation_commission.store.tables import account, idea, idea_move, link, membership


def leave_fund(conn: Connection, idea_id: int, slug: str) -> None:
    """Before an idea goes to another fund: its steps so far were in this one, also those of long ago."""
    unknown = (idea_move.c.idea_id == idea_id, idea_move.c.fund.is_(None))
    conn.execute(update(idea_move).where(*unknown).values(fund=slug))


def put_award(
    conn: Connection, idea_id: int, pence: int | None, condition: str, expects_a_year: int | None
) -> None:
    """What an idea was awarded and on what it depends; None and nothing: no more."""
    columns = {"award_pence": pence, "condition": condition, "expects_a_year": expects_a_year}
    conn.execute(update(idea).where(idea.c.id == idea_id).values(columns))


def tell(conn: Connection, idea_id: int, at: datetime) -> None:
    """The decision on an idea is known to its partner from that moment on."""
    last = select(func.max(idea_move.c.id)).where(idea_move.c.idea_id == idea_id).scalar_subquery()
    conn.execute(update(idea_move).where(idea_move.c.id == last).values(told_at=at))
    conn.execute(update(idea).where(idea.c.id == idea_id).values(told=idea.c.stage))


def name(conn: Connection, idea_id: int, at: datetime) -> str:
    """The reference that an idea is given, `26-0042`: the next of that year."""
    year = f"{day_of(at):%y}-"
    # Asked under the writers' lock, so no two are given one (decision 4).
    query = select(idea.c.reference).where(idea.c.reference.startswith(year))
    given = [int(text.removeprefix(year)) for text in conn.execute(query).scalars()]
    reference = f"{year}{max(given, default=0) + 1:04}"
    conn.execute(update(idea).where(idea.c.id == idea_id).values(reference=reference))
    return reference


def mailbox_of(conn: Connection, kept: KeptIdea) -> str:
    """The address of whoever wrote an idea: by which they sign in, or to which their link was sent.

    Empty where neither is known, who wrote it has no access, or is of another organisation by now, and for
    what a lead keyed in.
    """
    query = (
        select(account.c.email, account.c.active, link.c.sent_to, membership.c.organisation_id)
        .join_from(idea, account)
        .outerjoin(link, link.c.account_id == account.c.id)
        .outerjoin(membership, (membership.c.account_id == account.c.id) & membership.c.until.is_(None))
        .where(idea.c.id == kept.id, ~idea.c.keyed)
    )
    row = conn.execute(query).first()
    if row is None or row.sent_to:
        return str(row.sent_to) if row else ""
    elsewhere = row.organisation_id not in {None, kept.organisation_id}
    return str(row.email) if row.email and row.active and not elsewhere else ""
