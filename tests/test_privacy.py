"""The impact assessment says what is so: every table has its line, every rule its months."""

import re
from pathlib import Path

from probation_commission.domain.retention import RULES, Perishable
from probation_commission.store.tables import metadata

ASSESSMENT = (Path(__file__).resolve().parent.parent / "docs" / "privacy.md").read_text("utf-8")
LINES = [line for line in ASSESSMENT.splitlines() if line.startswith("| `")]
TABLE_OF = {
    Perishable.KEPT_FILES: "kept_file",
    Perishable.DRAFTS: "idea",
    Perishable.FORMER_USERS: "account",
    Perishable.LINKS: "link",
    Perishable.MAIL: "outbox",
}


def named(line: str) -> list[str]:
    return re.findall(r"`(\w+)`", line.split("|")[1])


def test_every_table_is_in_one_line_and_no_other_is():
    assert sorted(name for line in LINES for name in named(line)) == sorted(metadata.tables)


def test_what_the_command_lets_go_of_is_told_with_its_months():
    enforced = {name for line in LINES if "`retention enforce`" in line for name in named(line)}
    assert set(TABLE_OF) == set(RULES)
    for kind, table in TABLE_OF.items():
        (line,) = [line for line in LINES if table in named(line)]
        assert f"{RULES[kind].months} months" in line
        assert table in enforced
