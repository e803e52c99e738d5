"""What is written down points to an account; measures are a table; a return says what and when it is about.

`identity` is called `check`. Sentences that stood for a kind, a place or a role become short codes.
"""

import re
from collections import defaultdict
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

MEASURES = (
    ("cohort", "cohort", "people"),
    ("cohort, given only as fewer than", "fewer_than", "people"),
    ("joiners", "joiners", "people"),
    ("leavers", "leavers", "people"),
    ("gps tags", "gps_tags", "tags"),
    ("arrests", "arrests", "arrests"),
    ("in drug treatment", "drug_treatment", "people"),
    ("offences per year", "offences_per_year", "offences"),
    ("offences per year per case", "offences_per_case", "offences"),
    ("estimated cost of crime per year", "cost_per_year", "pounds"),
    ("estimated cost of crime per year per case", "cost_per_case", "pounds"),
    ("cost of crime per offence", "cost_per_offence", "pounds"),
    ("days on IOM", "days_on_iom", "days"),
    ("referrals", "referrals", "referrals"),
    ("outcomes", "outcomes", "people"),
)
"""As it was written, its code, and what it counts; the names come from the code at the next start."""
PLACES = {
    "ward in force": "ward",
    "abolished ward": "abolished",
    "ward not yet in force": "not_yet",
    "ward of a neighbouring authority": "elsewhere",
    "ward name in several neighbouring authorities": "ambiguous",
    "no fixed abode": "no_fixed_abode",
    "address not known": "not_known",
    "outside the area, ward not given": "outside",
    "not recognised": "unrecognised",
    "not recognised, kept without its name": "kept",
}
BREAKDOWNS = {
    "tag of an IOM nominal": "tag_of_nominal",
    "part outcome": "part_outcome",
    "place of arrest": "place_of_arrest",
    "Fixed, Flex or Free": "framework",
    "drug use": "drug_use",
    "drug treatment": "treatment",
    "custody or community": "setting",
    "change by stage": "change",
}
KINDS = {
    "IOM monthly cohort": "iom",
    "borough comparison": "comparison",
    "service monthly return": "service",
}
VERDICTS = {
    "adds up": "holds",
    "does not add up": "fails",
    "cannot be checked": "unchecked",
    "worth knowing": "note",
}
ROLES = {"panel member": "panel"}
RECODED = (
    ("figure", "place_kind", PLACES),
    ("figure", "breakdown", BREAKDOWNS),
    ("return", "kind", KINDS),
    ("layout", "kind", KINDS),
    ("check", "verdict", VERDICTS),
    ("account", "role", ROLES),
    ("audit", "role", ROLES),
    ("idea", "where", {"the whole area": "area", "some wards": "wards", "a hub": "hub"}),
    ("idea", "running", {"already running": "already"}),
)
STATED = {
    "in the community": "in_community",
    "no fixed abode": "no_fixed_abode",
    "housed outside the area": "outside",
    "nominals arrested": "arrested",
    "charged and remanded": "remanded",
    "repeat offenders": "repeat",
}
STAGES = {"ended early": "ended_early"}
LEVELS = {"partly achieved": "partly", "not achieved": "not_achieved"}
AN_ADDRESS_TOO = re.compile(r"(.*) \(([^\s()]+@[^\s()]+)\)", re.DOTALL)
"""An entry of the audit trail by somebody who had signed in: "Jo Lead (jo@example.org)"."""


def upgrade() -> None:
    conn = op.get_bind()
    on_sqlite = conn.dialect.name == "sqlite"
    if on_sqlite and conn.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise RuntimeError(
            "Foreign keys must be off: a table that is made anew would take its children along."
        )
    _let_go_of_orphans(conn)
    _accounts(conn)
    _measures(conn)
    _checks()
    _returns(conn)
    _codes(conn)
    if on_sqlite and (broken := conn.exec_driver_sql("PRAGMA foreign_key_check").first()):
        raise RuntimeError(f"A row of {broken[0]} points to no row of {broken[2]}.")


def _let_go_of_orphans(conn: sa.Connection) -> None:
    """Delete what an earlier migration deleted the parents of, for with foreign keys off nothing follows."""
    for child, key, parent in (
        ("return", "upload_id", "upload"),
        ("kept_file", "upload_id", "upload"),
        ("figure", "return_id", "return"),
        ("identity", "return_id", "return"),
        ("explanation", "return_id", "return"),
        ("standing_change", "return_id", "return"),
        ("idea_move", "idea_id", "idea"),
        ("result", "promise_id", "promise"),
    ):
        table, there = _table(child, key), _table(parent, "id")
        conn.execute(sa.delete(table).where(table.c[key].not_in(sa.select(there.c.id))))


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *map(sa.column, columns))


class _Accounts:
    """The accounts as they are found and made: by address, or by name where nobody signed in."""

    def __init__(self, conn: sa.Connection, table: sa.Table) -> None:
        self.conn, self.table = conn, table
        self.by_email: dict[str, int] = {}
        self.by_name: dict[str, int] = {}
        self.given_access: dict[str, list[int]] = defaultdict(list)

    def make(self, name: str, email: str | None, **more: object) -> int:
        row = {"name": name, "email": email, "role": "viewer", "active": False, "session_no": 0} | more
        made = self.conn.execute(sa.insert(self.table).values(row).returning(self.table.c.id)).scalar_one()
        return int(made)

    def local(self, name: str) -> int:
        """The account of somebody who did not sign in."""
        if name not in self.by_name:
            self.by_name[name] = self.make(name, None)
        return self.by_name[name]

    def signed_in(self, name: str, email: str) -> int:
        """The account of that address; one that never had access is made where there is none."""
        if email not in self.by_email:
            self.by_email[email] = self.make(name, email)
        return self.by_email[email]

    def in_audit(self, who: str) -> int:
        """Who is written in the audit trail: `Jo Lead (jo@example.org)`, or a name alone."""
        found = AN_ADDRESS_TOO.fullmatch(who)
        return self.signed_in(found[1], found[2].lower()) if found else self.local(who)

    def named(self, name: str) -> int:
        """Who is written by name alone: whoever has access under that name, where it is one person."""
        one = self.given_access.get(name, ())
        return one[0] if len(one) == 1 else self.local(name)

    def keyed(self, key: str) -> int:
        """Whose ideas and results they are: known by address, or by name where nobody signed in."""
        return self.signed_in(key, key) if key in self.by_email or "@" in key else self.local(key)


def _accounts(conn: sa.Connection) -> None:
    is_local = sa.text("email IS NULL")
    account = op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("session_no", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_account_added_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_index(
        "uq_account_local_name",
        "account",
        ["name"],
        unique=True,
        sqlite_where=is_local,
        postgresql_where=is_local,
    )
    accounts = _Accounts(conn, account)
    person = sa.Table("person", sa.MetaData(), autoload_with=conn)
    given = conn.execute(sa.select(person).order_by(person.c.added_at, person.c.email)).mappings().all()
    for row in given:
        more = {"role": row["role"], "active": row["active"], "added_at": row["added_at"]}
        number = accounts.make(row["name"], row["email"], **more)
        accounts.by_email[row["email"]] = number
        accounts.given_access[row["name"]].append(number)
    for row in given:
        by = {"added_by_id": accounts.named(row["added_by"])}
        conn.execute(sa.update(account).where(account.c.email == row["email"]).values(by))
    op.drop_table("person")
    writers: tuple[tuple[str, str, str, Callable[[str], int]], ...] = (
        ("audit", "who", "account_id", accounts.in_audit),
        ("upload", "accepted_by", "accepted_by_id", accounts.named),
        ("explanation", "who", "account_id", accounts.named),
        ("standing_change", "who", "account_id", accounts.named),
        ("place_alias", "confirmed_by", "confirmed_by_id", accounts.named),
        ("locality", "saved_by", "saved_by_id", accounts.named),
        ("layout", "confirmed_by", "confirmed_by_id", accounts.named),
        ("disclosure_rule", "set_by", "set_by_id", accounts.named),
        ("idea", "owner", "owner_id", accounts.keyed),
        ("idea_move", "who", "account_id", accounts.named),
        ("result", "keyed_by", "keyed_by_id", accounts.keyed),
    )
    op.drop_index(op.f("ix_idea_owner"), table_name="idea")
    for name, text, key, found in writers:
        _point(conn, name, text, key, found)
    op.create_index(op.f("ix_idea_owner_id"), "idea", ["owner_id"])


def _point(conn: sa.Connection, name: str, text: str, key: str, found: Callable[[str], int]) -> None:
    """Put the number of an account in the place of what was written."""
    op.add_column(name, sa.Column(key, sa.Integer(), nullable=True))
    table = _table(name, text, key)
    for (written,) in conn.execute(sa.select(table.c[text]).distinct().order_by(table.c[text])).all():
        conn.execute(sa.update(table).where(table.c[text] == written).values({key: found(written)}))
    with op.batch_alter_table(name) as batch:
        batch.alter_column(key, existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(op.f(f"fk_{name}_{key}_account"), "account", [key], ["id"])
        batch.drop_column(text)


def _measures(conn: sa.Connection) -> None:
    measure = op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("numerator", sa.String(length=120), nullable=True),
        sa.Column("denominator", sa.String(length=120), nullable=True),
        sa.Column("direction", sa.String(length=20), nullable=True),
        sa.Column("audience", sa.String(length=40), nullable=True),
        sa.Column("tolerance", sa.Double(), nullable=True),
        sa.Column("owner", sa.String(length=120), nullable=True),
        sa.Column("spc", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("code", name=op.f("uq_measure_code")),
    )
    op.add_column("figure", sa.Column("measure_id", sa.Integer(), nullable=True))
    figure = _table("figure", "measure", "measure_id")
    for written, code, unit in MEASURES:
        made = sa.insert(measure).values(code=code, name=written, unit=unit).returning(measure.c.id)
        number = {"measure_id": conn.execute(made).scalar_one()}
        conn.execute(sa.update(figure).where(figure.c.measure == written).values(number))
    with op.batch_alter_table("figure") as batch:
        batch.alter_column("measure_id", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(op.f("fk_figure_measure_id_measure"), "measure", ["measure_id"], ["id"])
        batch.drop_column("measure")


def _checks() -> None:
    op.create_table(
        "check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(
            ["return_id"], ["return.id"], name=op.f("fk_check_return_id_return"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check")),
    )
    columns = "return_id, verdict, sentence, cells, detail, code"
    op.execute(f'INSERT INTO "check" ({columns}) SELECT {columns} FROM identity ORDER BY id')  # noqa: S608
    op.drop_table("identity")
    op.create_index(op.f("ix_check_return_id"), "check", ["return_id"])
    op.create_index("uq_check_code", "check", ["return_id", "code"], unique=True)


def _returns(conn: sa.Connection) -> None:
    for column in (
        sa.Column("subject_kind", sa.String(length=20), nullable=True),
        sa.Column("subject_id", sa.String(length=80), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_months", sa.Integer(), nullable=True),
    ):
        op.add_column("return", column)
    now = ("subject_kind", "subject_id", "period_start", "period_months")
    table = _table("return", "subject", "area_code", "month", *now)
    is_service = table.c.subject != ""
    conn.execute(
        sa.update(table).values(
            subject_kind=sa.case((is_service, "service"), else_="area"),
            subject_id=sa.case((is_service, table.c.subject), else_=table.c.area_code),
            period_start=table.c.month,
            period_months=1,
        )
    )
    is_current = sa.text("standing = 'current'")
    op.drop_index(op.f("uq_return_current"), table_name="return")
    with op.batch_alter_table("return") as batch:
        batch.alter_column("subject_kind", existing_type=sa.String(20), nullable=False)
        batch.alter_column("subject_id", existing_type=sa.String(80), nullable=False)
        batch.alter_column("period_start", existing_type=sa.Date(), nullable=False)
        batch.alter_column("period_months", existing_type=sa.Integer(), nullable=False)
        batch.drop_column("subject")
        batch.drop_column("month")
    op.create_index(
        "uq_return_current",
        "return",
        ["kind", "subject_kind", "subject_id", "area_code", "period_start", "period_months"],
        unique=True,
        sqlite_where=is_current,
        postgresql_where=is_current,
    )


def _codes(conn: sa.Connection) -> None:
    for table, column, codes in RECODED:
        _recode(conn, table, column, codes)
    for breakdown, codes in (("stated", STATED), ("stage", STAGES), ("level", LEVELS)):
        _recode(conn, "figure", "category", codes, of=breakdown)
    for table in ("check", "explanation"):
        _recode_lines(conn, table)
    _recode_layouts(conn)


def _recode(conn: sa.Connection, name: str, column: str, codes: dict[str, str], of: str = "") -> None:
    """Write codes in the place of sentences; `of`: the breakdown of the figures that are meant."""
    table = _table(name, column, "breakdown")
    for sentence, code in codes.items():
        change = sa.update(table).where(table.c[column] == sentence).values({column: code})
        conn.execute(change.where(table.c.breakdown == of) if of else change)


def _recode_lines(conn: sa.Connection, name: str) -> None:
    """A line of a reconciliation is known by what it is about: it has to be known again next month."""
    table = _table(name, "code")
    for (code,) in conn.execute(sa.select(table.c.code).distinct()).all():
        if (new := _line(code)) != code:
            conn.execute(sa.update(table).where(table.c.code == code).values(code=new))


def _line(code: str) -> str:
    """`places:no fixed abode` is now `places:no_fixed_abode`; of two alike the second ends in ` (2)`."""
    plain, number = re.fullmatch(r"(.*?)( \(\d+\))?", code, re.DOTALL).groups("")  # type: ignore[union-attr]
    what, *parts = plain.split(":")
    measures = {written: measure for written, measure, _ in MEASURES}
    if what in ("places", "row") and parts:
        parts[0] = PLACES.get(parts[0], parts[0])
    elif what == "breakdown" and parts:
        parts[0] = BREAKDOWNS.get(parts[0], parts[0])
    elif what in measures and parts:
        what, parts[0] = measures[what], BREAKDOWNS.get(parts[0], parts[0])
        if parts[0] == "stated" and parts[1:]:
            parts[1] = STATED.get(parts[1], parts[1])
    return ":".join((what, *parts)) + number


def _recode_layouts(conn: sa.Connection) -> None:
    """A field is a breakdown, or a category of one: `drug use:Not known`."""
    table = sa.table("layout", sa.column("id"), sa.column("mapping", sa.JSON))
    for number, mapping in conn.execute(sa.select(table.c.id, table.c.mapping)).all():
        fields = {key: _field(field) for key, field in mapping["fields"].items()}
        if fields != mapping["fields"]:
            change = sa.update(table).where(table.c.id == number)
            conn.execute(change.values(mapping=mapping | {"fields": fields}))


def _field(field: str) -> str:
    of, sign, category = field.partition(":")
    return f"{BREAKDOWNS.get(of, of)}{sign}{category}"
