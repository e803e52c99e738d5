"""Which pages stand open to whoever has their address."""

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from probation_commission.domain.access import Person
from probation_commission.domain.public_pages import PublicPage, PublishedPage
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import account, published_page


def published(conn: Connection) -> dict[PublicPage, PublishedPage]:
    """The pages that stand open, with since when and by whom."""
    query = select(published_page.c.page, account.c.name, published_page.c.at).join(account)
    known = (PublishedPage(PublicPage(page), name, at) for page, name, at in conn.execute(query))
    return {one.page: one for one in known}


def put(conn: Connection, actor: Person, page: PublicPage) -> None:
    """A page that stands open from now on."""
    row = {"page": page, "account_id": people.account_id(conn, actor), "at": datetime.now(UTC)}
    conn.execute(insert(published_page).values(row))


def take_back(conn: Connection, page: PublicPage) -> bool:
    """Whether a page stood open until now, and does no more."""
    return bool(conn.execute(delete(published_page).where(published_page.c.page == page)).rowcount)
