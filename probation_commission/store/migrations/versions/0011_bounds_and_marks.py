"""A figure may be a bound or not given: value, low, high and mark; "fewer than" is no measure any more."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    conn = op.get_bind()
    on_sqlite = conn.dialect.name == "sqlite"
    if on_sqlite and conn.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise RuntimeError(
            "Foreign keys must be off: a table that is made anew would take its children along."
        )
    with op.batch_alter_table("figure") as batch:
        batch.alter_column("value", existing_type=sa.Double(), nullable=True)
        batch.add_column(sa.Column("low", sa.Double(), nullable=True))
        batch.add_column(sa.Column("high", sa.Double(), nullable=True))
        batch.add_column(sa.Column("mark", sa.String(length=20), nullable=True))
    names = ("measure_id", "value", "low", "high", "mark", "as_written")
    figure = sa.table("figure", *map(sa.column, names))
    conn.execute(sa.update(figure).values(low=figure.c.value, high=figure.c.value, mark="none"))
    with op.batch_alter_table("figure") as batch:
        batch.alter_column("mark", existing_type=sa.String(20), nullable=False)
    _bound(conn, figure)


def _bound(conn: sa.Connection, figure: sa.TableClause) -> None:
    """What was "fewer than 5", a figure of 5 of a measure of its own, is a cohort of 0 to 4, or 1 to 4.

    "1-4" was kept so too, and is the only one of them that begins with a 1; "<1" is nought.
    """
    measure = sa.table("measure", sa.column("id"), sa.column("code"))
    numbers = {code: number for number, code in conn.execute(sa.select(measure.c.id, measure.c.code))}
    if (fewer := numbers.get("fewer_than")) is None:
        return
    change = sa.update(figure).where(figure.c.measure_id == fewer)
    low = sa.case((figure.c.as_written.like("1%"), 1), else_=0)
    value = sa.case((figure.c.value == 1, 0.0))
    bounds = {"low": low, "high": figure.c.value - 1, "value": value}
    conn.execute(change.values(measure_id=numbers["cohort"], **bounds))
    conn.execute(sa.delete(measure).where(measure.c.id == fewer))
