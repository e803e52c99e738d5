"""What a partner organisation is sent: its own services as they are, no other's, nothing of the cohort."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from probation_commission.domain.access import GRANTS, Person, Role
from probation_commission.store import database
from probation_commission.ui.data import keeping
from probation_commission.ui.menu import GAPS, HUBS, IOM, MENU, OUTCOMES, OVERVIEW, PLACE, REFERRALS, SERVICES
from probation_commission.ui.who import Visitor
from tests.given.organisations import as_known
from tests.pages.sent import opened, sent

OWN = "example-housing"
PAULA = Person("Paula", Role.PARTNER, organisation=" example  HOUSING")
OF_NOBODY = Person("Nobody", Role.PARTNER, organisation="Example Charity")
WITH_COUNTS = (OVERVIEW, REFERRALS, OUTCOMES, GAPS, PLACE)
PAGES = (*WITH_COUNTS, HUBS, SERVICES)
"""Beside the form for an idea, which has every ward to choose from and no count."""
AREA = "E06000047"


def move(conn: sqlite3.Connection, *, own: bool) -> int:
    """Count one that a service counted in the first month of a quarter in its second instead.

    The quarter's sums stay, and so do those of the promises' twelve months. Where `own`, of the service
    that is the partner's alone, else of all others.
    """
    rows = conn.execute(
        "SELECT f.id, f.value, r.subject_id, r.area_code, r.period_start, f.category FROM figure f "
        "JOIN return r ON r.id = f.return_id WHERE r.kind = 'service' AND f.value > 0"
    ).fetchall()
    by_key = {tuple(row[2:]): row[:2] for row in rows}
    moved = 0
    for (subject, area, first, category), (number, value) in by_key.items():
        later = {"2026-01-01": "2026-02-01", "2026-04-01": "2026-05-01", "2026-07-01": "2026-08-01"}.get(
            first[:10]
        )
        there = by_key.get((subject, area, later, category))
        if there and (subject == OWN) is own:
            for figure, count in ((number, value - 1), (there[0], there[1] + 1)):
                conn.execute(
                    "UPDATE figure SET value = ?, low = ?, high = ? WHERE id = ?", (count,) * 3 + (figure,)
                )
            moved += 1
    return moved


@pytest.fixture(scope="module")
def homes(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The illustrative data; with other months of others' services and other wards; of the own service."""
    made = {}
    for name in ("as it is", "others", "own"):
        made[name] = shutil.copytree(sample_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)
        if name == "as it is":
            continue
        with sqlite3.connect(made[name] / "explorer.db") as conn:
            assert move(conn, own=name == "own") > 10
            if name == "others":
                cohort = (
                    "UPDATE figure SET value = value + 7, low = low + 7, high = high + 7 WHERE return_id IN "
                )
                of_iom = "(SELECT id FROM return WHERE kind = 'iom') AND value IS NOT NULL"
                assert conn.execute(cohort + of_iom).rowcount > 1_000
                # One more in each quarter, in no other ten.
                unmet = (
                    "UPDATE figure SET value = value + 1, low = low + 1, high = high + 1 WHERE category = "
                    "'Finance, Benefits and Debt: IOM nominals' AND return_id IN "
                    "(SELECT id FROM return WHERE kind = 'unmet' AND area_code = ?)"
                )
                assert conn.execute(unmet, (AREA,)).rowcount == 6
    return made


@pytest.fixture
def sent_to(homes, monkeypatch) -> Iterator:
    """All that somebody is sent of a page in one of the homes, files and maps too."""

    def of_home(name: str, person: Person, page, **query) -> list[str]:
        monkeypatch.setenv("PC_HOME", str(homes[name]))
        monkeypatch.setenv("PC_SAMPLE", "1")
        monkeypatch.setattr(Visitor, "now", lambda _: as_known(person))
        keeping.clear()
        return sent(page, person.role, monkeypatch, **query)

    yield of_home
    keeping.clear()
    database._current().dispose()


@pytest.mark.parametrize("page", WITH_COUNTS, ids=lambda page: page.title)
def test_what_others_and_the_cohort_count_changes_nothing_that_a_partner_is_sent(sent_to, page):
    query = {"area": AREA} if page in {OVERVIEW, GAPS, PLACE} else {}
    here, there = (sent_to(name, PAULA, page, **query) for name in ("as it is", "others"))
    assert len(here) > 10
    assert here == there


def test_a_viewer_is_sent_the_difference_so_that_it_would_be_found(sent_to):
    viewer = Person("Vic", Role.VIEWER)
    for page, query in ((REFERRALS, {}), (OVERVIEW, {"area": AREA})):
        assert sent_to("as it is", viewer, page, **query) != sent_to("others", viewer, page, **query)


def test_a_partner_is_sent_the_months_of_its_own_service_and_nobody_of_another_organisation_is(sent_to):
    assert sent_to("as it is", PAULA, REFERRALS) != sent_to("own", PAULA, REFERRALS)
    assert sent_to("as it is", OF_NOBODY, REFERRALS) == sent_to("own", OF_NOBODY, REFERRALS)


def test_a_partner_reads_of_others_whole_quarters_and_of_its_own_service_months(sent_to):
    said = sent_to("as it is", PAULA, REFERRALS)
    words = " ".join(said)
    assert "Services of your organisation: month by month" in words
    assert "Services of other providers: quarter by quarter, in bands" in words
    assert "Of 5 services by quarter the sums hold January to September 2026: whole quarters only." in words
    table = next(app.value for app in opened(REFERRALS, PAULA.role).dataframe if "Return" in app.value)
    months = {name: set(rows.Month.str.contains(" to ")) for name, rows in table.groupby("Service")}
    assert months.pop("Example Housing, Durham") == {False}
    assert {*map(frozenset, months.values())} == {frozenset({True})}


def test_no_page_of_a_partner_names_a_ward_or_the_size_of_the_cohort(sent_to):
    for page in PAGES:
        words = " ".join(sent_to("as it is", PAULA, page, **({"area": AREA} if page is OVERVIEW else {})))
        assert "Peterlee East" not in words
        assert "nominals in" not in words


def test_the_pages_with_the_cohort_refuse_a_partner_in_words(sent_to):
    refused = [item for item in MENU if item.permission not in GRANTS[Role.PARTNER]]
    assert {IOM.title, "Meeting"} <= {item.title for item in refused}
    for item in refused:
        words = sent_to("as it is", PAULA, item, area=AREA)
        assert len(words) < 12
        assert any(f"As partner, you may not {item.permission}." in text for text in words)
