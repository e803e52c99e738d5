"""An explanation names the figures it was given for; sums across months are no longer stored."""

import re
from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ACROSS = ("joiners and leavers", "endings:starts so far")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
YEAR = re.compile(r"\b(?:in|since|after) (?:[A-Z][a-z]+ )?\d{4}\b")
GAPS = re.compile(r": \d+ of its counts (?:is|are) not given exactly.*")
IN_WORDS = re.compile(rf"(?:(?<=\u201c)|(?<=\band )|(?<=\bagainst ))(?:{'|'.join(NUMBERS)})\b", re.IGNORECASE)
FIGURE = re.compile(r"(?<![\w.])\d+(?![\w])")
AGAINST = re.compile(r"\b(?:against|and|of)\b|[,:(]")
SIGN = re.compile(r"[=+\u2212]")


def upgrade() -> None:
    conn = op.get_bind()
    on_sqlite = conn.dialect.name == "sqlite"
    if on_sqlite and conn.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise RuntimeError(
            "Foreign keys must be off: a table that is made anew would take its children along."
        )
    op.add_column("explanation", sa.Column("figures_given_for", sa.Text(), nullable=True))
    _fill(conn)
    with op.batch_alter_table("explanation") as batch:
        batch.drop_column("carried_over")
    check = sa.table("check", sa.column("code"))
    conn.execute(sa.delete(check).where(check.c.code.in_(ACROSS)))


def _fill(conn: sa.Connection) -> None:
    """Each explanation was given for the figures of the line of its return, which were stored with it."""
    check = sa.table("check", sa.column("return_id"), sa.column("code"), sa.column("sentence"))
    names = ("id", "return_id", "code", "figures_given_for")
    explanation = sa.table("explanation", *map(sa.column, names))
    same = sa.and_(check.c.return_id == explanation.c.return_id, check.c.code == explanation.c.code)
    lines = sa.select(explanation.c.id, check.c.sentence).join(check, same)
    for number, sentence in conn.execute(lines).all():
        change = sa.update(explanation).where(explanation.c.id == number)
        conn.execute(change.values(figures_given_for=compared(sentence)))


def compared(sentence: str) -> str:
    """`52 against 61` of "Ward table 52 of 61": the figures as the analysis of that day found them."""
    plain = IN_WORDS.sub(
        lambda word: str(NUMBERS.index(word[0].lower())), GAPS.sub("", YEAR.sub("", sentence))
    )
    found = list(FIGURE.finditer(plain))
    said = found[0][0] if found else ""
    for before, figure in pairwise(found):
        words = plain[before.end() : figure.start()]
        sign = SIGN.search(words)
        said += f" {sign[0] if sign and not AGAINST.search(words) else 'against'} {figure[0]}"
    return said
