"""Localities as a test begins with them."""

from sqlalchemy import delete

from probation_commission.store import database
from probation_commission.store.tables import locality


def none_came_along() -> None:
    """As where no localities come with the app: all of them gone."""
    with database.write() as conn:
        conn.execute(delete(locality))
