"""The awards that there are, in the books; and which service is that of an award."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0039"

LONDON = ZoneInfo("Europe/London")
_AGREED = ("agreement", "delivering", "closed")
_MOMENT = sa.DateTime(timezone=True)
_idea = sa.table("idea", sa.column("id"), sa.column("fund"), sa.column("stage"), sa.column("award_pence"))
_move = sa.table(
    "idea_move",
    sa.column("id"),
    sa.column("idea_id"),
    sa.column("account_id"),
    sa.column("at", _MOMENT),
    sa.column("to_stage"),
)
_ledger = sa.table(
    "ledger",
    *(sa.column(name) for name in ("fund", "idea_id", "kind", "pence", "account_id", "note")),
    sa.column("on", sa.Date()),
    sa.column("at", _MOMENT),
)


def upgrade() -> None:
    with op.batch_alter_table("service") as service:
        service.add_column(sa.Column("idea_id", sa.Integer()))
        service.create_foreign_key("fk_service_idea_id_idea", "idea", ["idea_id"], ["id"])
        service.create_unique_constraint("uq_service_idea_id", ["idea_id"])
    _write_down()


def _write_down() -> None:
    """What each award holds, by whoever approved it; what was paid of it nobody knows, and none is said."""
    conn = op.get_bind()
    held = sa.select(_idea).where(_idea.c.award_pence > 0, _idea.c.stage.in_(("approved", *_AGREED)))
    for award in conn.execute(held.order_by(_idea.c.id)).mappings().all():
        steps = sa.select(_move).where(_move.c.idea_id == award["id"]).order_by(_move.c.id.desc())
        moves = conn.execute(steps).mappings().all()
        if approved := next((move for move in moves if move["to_stage"] == "approved"), None):
            _put(conn, award, "committed", approved)
            agreed = [move for move in moves if move["to_stage"] in _AGREED]
            if award["stage"] in _AGREED:
                # The first step after the approval by which it was under way.
                _put(conn, award, "agreed", agreed[-1] if agreed else approved)


def _put(conn: sa.Connection, award: sa.RowMapping, kind: str, move: sa.RowMapping) -> None:
    at: datetime = move["at"] if move["at"].tzinfo else move["at"].replace(tzinfo=UTC)
    row: dict[str, Any] = {
        "fund": award["fund"],
        "idea_id": award["id"],
        "kind": kind,
        "pence": award["award_pence"],
        "account_id": move["account_id"],
        "at": at,
        "on": at.astimezone(LONDON).date(),
        "note": "",
    }
    conn.execute(sa.insert(_ledger).values(row))
