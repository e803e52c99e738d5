"""Organisations are records: who belongs to one, whose an idea and a promise is, who provides and runs."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

KEYS = (
    ("hub", "run_by_id"),
    ("service", "provider_id"),
    ("idea", "organisation_id"),
    ("promise", "organisation_id"),
)
_PUNCTUATION = str.maketrans(
    {"’": "'", "\u2018": "'", "`": "'", "–": "-", "—": "-", "&": " and ", ".": "", ",": " "}
)
_NOW = sa.text('"until" IS NULL')


def upgrade() -> None:
    conn = op.get_bind()
    on_sqlite = conn.dialect.name == "sqlite"
    if on_sqlite and conn.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise RuntimeError(
            "Foreign keys must be off: a table that is made anew would take its children along."
        )
    _make_tables()
    for table, key in KEYS:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(key, sa.Integer(), nullable=True))
            batch.create_foreign_key(f"fk_{table}_{key}_organisation", "organisation", [key], ["id"])
            batch.create_index(f"ix_{table}_{key}", [key])
    _Names(conn).follow()
    with op.batch_alter_table("account") as batch:
        batch.drop_column("organisation")
    topics = sa.table("revision", sa.column("topic", sa.String), sa.column("number", sa.Integer))
    op.bulk_insert(topics, [{"topic": "organisations", "number": 0}])


def _make_tables() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(80)),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("charity_no", sa.String(12), nullable=False, server_default=""),
        sa.Column("company_no", sa.String(8), nullable=False, server_default=""),
        sa.Column("website", sa.String(200), nullable=False, server_default=""),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("edited_at", sa.DateTime(timezone=True)),
        sa.Column("merged_into_id", sa.Integer()),
        sa.Column("illustrative", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["organisation.id"], name="fk_organisation_merged_into_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("slug", name="uq_organisation_slug"),
    )
    op.create_table(
        "organisation_name",
        sa.Column("spelling", sa.String(400), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_organisation_name_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("spelling", name="pk_organisation_name"),
    )
    op.create_index("ix_organisation_name_organisation_id", "organisation_name", ["organisation_id"])
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True)),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_membership_account_id_account"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_membership_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
    )
    op.create_index("ix_membership_organisation_id", "membership", ["organisation_id"])
    op.create_index(
        "uq_membership_account",
        "membership",
        ["account_id"],
        unique=True,
        sqlite_where=_NOW,
        postgresql_where=_NOW,
    )


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *map(sa.column, columns))


class _Names:
    """The organisations behind the texts of before, each made where it is first met; all to be confirmed."""

    def __init__(self, conn: sa.Connection) -> None:
        self.conn, self.known = conn, dict[str, int]()
        self.organisation = sa.table(
            "organisation",
            sa.column("id", sa.Integer),
            *(sa.column(name) for name in ("name", "kind", "source", "illustrative")),
        )

    def follow(self) -> None:
        """Members and ideas first: whoever is real among them is no made-up organisation later."""
        account = _table("account", "id", "organisation", "added_at")
        idea = _table("idea", "id", "organisation", "stage", "illustrative", "owner_id")
        of_some = {row.id: row for row in self._rows(account) if row.organisation.strip()}
        members = {number: self.of(row.organisation, illustrative=False) for number, row in of_some.items()}
        for number, organisation_id in members.items():
            since = of_some[number].added_at
            member = {"account_id": number, "organisation_id": organisation_id, "since": since}
            self.conn.execute(sa.insert(_table("membership", *member)).values(member))
        ideas = [*self._rows(idea)]
        for row in sorted(ideas, key=lambda row: bool(row.illustrative)):
            whose = members.get(row.owner_id)
            # As it is for a new one: of somebody of none an idea is an organisation's once it is sent in.
            if whose is None and row.stage != "draft":
                whose = self.of(row.organisation, illustrative=row.illustrative)
            self._point("idea", "organisation_id", row.id, whose)
        self._promises({str(row.id): row.id for row in ideas})
        service = _table("service", "slug", "provider", "illustrative")
        for made_up in self._rows(service):
            if made_up.illustrative:
                whose_it_is = self.of(made_up.provider, illustrative=True)
                self._point("service", "provider_id", made_up.slug, whose_it_is)

    def _promises(self, ideas: dict[str, int]) -> None:
        idea = _table("idea", "id", "organisation_id")
        whose = {row.id: row.organisation_id for row in self._rows(idea)}
        for row in self._rows(_table("promise", "id", "partner", "about", "subject", "illustrative")):
            of_idea = whose.get(ideas.get(row.subject, 0)) if row.about == "idea" else None
            self._point(
                "promise",
                "organisation_id",
                row.id,
                of_idea or self.of(row.partner, illustrative=row.illustrative),
            )

    def _rows(self, table: sa.TableClause) -> Sequence[sa.Row[Any]]:
        return self.conn.execute(sa.select(table)).all()

    def _point(self, table: str, key: str, number: object, organisation_id: int | None) -> None:
        its_key = "slug" if table == "service" else "id"
        target = _table(table, its_key, key)
        change = sa.update(target).where(target.c[its_key] == number)
        self.conn.execute(change.values({key: organisation_id}))

    def of(self, text: str, *, illustrative: bool) -> int | None:
        """The number of the organisation of that name; None where there is no name."""
        name = " ".join(text.split())
        spelling = " ".join(name.translate(_PUNCTUATION).casefold().split())
        if spelling and spelling not in self.known:
            row = {"name": name, "kind": "not_known", "source": "typed here", "illustrative": illustrative}
            made = sa.insert(self.organisation).values(row).returning(self.organisation.c.id)
            number = int(self.conn.execute(made).scalar_one())
            names = {"spelling": spelling, "organisation_id": number, "name": name}
            self.conn.execute(sa.insert(_table("organisation_name", *names)).values(names))
            self.known[spelling] = number
        return self.known.get(spelling)
