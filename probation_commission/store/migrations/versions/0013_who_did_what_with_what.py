"""An entry names its subject by kind and id, with before, after and reason; organisations; corrections."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

OF_A_RECORD = re.compile(r"(idea|return|promise) (\d+)(?:$|[,: ]+)")
OF_ACCOUNTS = ("give access", "change role", "end access")
KINDS = {
    "confirm layout": "layout",
    "save localities": "localities",
    "forget a ward’s other name": "alias",
    "export exact counts": "exact_counts",
    "accept return": "upload",
    "fetch kept file": "upload",
    "delete kept file": "upload",
    "change ward outlines": "outlines",
    "set rule": "rule",
    "read disclosure.toml": "rule",
    "write down promise": "promise",
}


def upgrade() -> None:
    conn = op.get_bind()
    on_sqlite = conn.dialect.name == "sqlite"
    if on_sqlite and conn.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise RuntimeError(
            "Foreign keys must be off: a table that is made anew would take its children along."
        )
    _name_subjects(conn)
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("organisation", sa.String(200), nullable=False, server_default=""))
    with op.batch_alter_table("result") as batch:
        batch.add_column(sa.Column("correction", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.drop_constraint("uq_result_promise_month", type_="unique")
        batch.create_unique_constraint("uq_result_promise_month", ["promise_id", "month", "correction"])


def _name_subjects(conn: sa.Connection) -> None:
    """What an entry was about stood in words: "idea 3, £200" is idea 3, and "£200" what came of it."""
    with op.batch_alter_table("audit") as batch:
        batch.add_column(sa.Column("subject_kind", sa.String(40), nullable=False, server_default=""))
        batch.add_column(sa.Column("subject_id", sa.String(200), nullable=False, server_default=""))
        for name in ("before", "after", "reason"):
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    names = ("id", "action", "subject", "subject_kind", "subject_id", "after")
    audit = sa.table("audit", *map(sa.column, names))
    account = sa.table("account", sa.column("id"), sa.column("email"))
    rows = conn.execute(sa.select(account.c.email, account.c.id)).all()
    numbers = {row.email: row.id for row in rows if row.email}
    for number, action, words in conn.execute(sa.select(audit.c.id, audit.c.action, audit.c.subject)).all():
        kind, key, after = _named(action, words, numbers)
        change = sa.update(audit).where(audit.c.id == number)
        conn.execute(change.values(subject_kind=kind, subject_id=key, after=after))
    # From now on each entry says so itself.
    with op.batch_alter_table("audit") as batch:
        for name in ("subject_kind", "subject_id", "before", "after", "reason"):
            batch.alter_column(name, server_default=None)
        batch.drop_column("subject")
        batch.create_index("ix_audit_subject", ["subject_kind", "subject_id"])


def _named(action: str, words: str, numbers: dict[str, int]) -> tuple[str, str, str]:
    if found := OF_A_RECORD.match(words):
        return found[1], found[2], words[found.end() :]
    email, _, rest = words.partition(" ") if ", was" not in words else words.partition(", ")
    # An account by its number, since what is written down points to no address (decision 82).
    if action in OF_ACCOUNTS and email in numbers:
        return "account", str(numbers[email]), rest
    return KINDS.get(action, "illustrative" if "illustrative" in action else ""), "", words
