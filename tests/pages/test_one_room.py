"""A lead and a viewer in one room, and two pages side by side, never say different things of the same."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from probation_commission.domain.access import GRANTS, Role
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store import database
from probation_commission.ui.data import keeping
from probation_commission.ui.meeting import SCREENS
from probation_commission.ui.menu import MEETING, MENU
from tests.pages import said
from tests.pages.said import Fact, contradictions
from tests.pages.sent import opened

ROLES = (Role.LEAD, Role.VIEWER)
PAGES = [(item, "") for item in MENU if item is not MEETING]
PAGES += [(MEETING, f"{number}") for number in range(1, len(SCREENS) + 1)]
SHARED = tuple(name for _, names in said.COUNTED for name in names.values())
OF_ALL = {"hubs": "all areas", "ideas": "the fund", "submit-idea": "the fund"}
"""Pages that the address gives no area."""


@pytest.fixture(scope="module")
def told(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[tuple[str, str, Role], list[Fact]]]:
    """All facts of each page, area and role, with the illustrative data."""
    with pytest.MonkeyPatch.context() as environment:
        home = shutil.copytree(sample_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)
        environment.setenv("PC_HOME", str(home))
        environment.setenv("PC_SAMPLE", "1")
        environment.delenv("PC_DATABASE_URL", raising=False)
        keeping.clear()
        yield {
            (f"{item.title} {screen}", area, role): list(_facts(item, screen, area, role))
            for role in ROLES
            for area in partnership().home
            for item, screen in PAGES
            if item.permission in GRANTS[role]
        }
        database._current().dispose()


def _facts(item, screen: str, area: str, role: Role) -> Iterator[Fact]:
    app = opened(item, role, area=area, **({"screen": screen} if screen else {}))
    page, name = f"{item.title} {screen}".strip(), gazetteer().authority(area).name
    whose = OF_ALL.get(item.address, name)
    for sentence in said.sentences(app):
        yield from said.facts(sentence, f"{page}, {name}", role)
        yield from said.counts(sentence, whose, page, role)
    yield from said.facts_of_tables(app, f"{page}, {name}", role)


def test_a_lead_and_a_viewer_are_told_the_same(told):
    """Where both are told a count, a verdict or a direction; of several in one place the same ones."""
    by_role = {role: defaultdict(dict) for role in ROLES}
    for (*_, role), known in told.items():
        for fact in known:
            by_role[role][fact.subject][fact.value] = fact.where
    lead, viewer = (by_role[role] for role in ROLES)
    both = lead.keys() & viewer.keys()
    assert len(both) > 300
    different = {
        subject: (lead[subject], viewer[subject])
        for subject in both
        if not (
            lead[subject].keys() <= viewer[subject].keys() or viewer[subject].keys() <= lead[subject].keys()
        )
    }
    assert different == {}


def test_a_count_that_stands_on_two_pages_is_the_same_on_both(told):
    shared = [fact for known in told.values() for fact in known if fact.subject.startswith(SHARED)]
    pages = defaultdict(set)
    for fact in shared:
        pages[fact.subject].add(fact.where.partition(",")[0])
    on_two = {subject for subject, where in pages.items() if len(where) > 1}
    for name in ("live services", "known services", "hubs and offices", "the cohort", "ideas that wait"):
        assert any(subject.startswith(name) for subject in on_two), name
    assert contradictions(shared) == {}


def test_a_verdict_and_a_direction_are_the_same_on_every_page(told):
    words = [
        fact
        for known in told.values()
        for fact in known
        if fact.subject.startswith(("direction of", "any page"))
    ]
    assert {fact.value for fact in words} & {*said.VERDICTS}
    assert contradictions(words) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Exampleshire: 5 live of 19 services known", "3 of 16 services are live"),
        (
            "Exampleshire: 61 IOM nominals in May 2026",
            "55 of 60 nominals in Exampleshire, May 2026 are on a ward",
        ),
        (
            "Exampleshire: 61 IOM nominals in May 2026, up from 52 in April 2026",
            "Nominals in Exampleshire: up from 53 in April 2026",
        ),
        (
            "Nominals in Exampleshire: up from 52 in April 2026",
            "The cohort of Exampleshire went from 53 in April 2026 to 61 in May 2026",
        ),
        (
            "Exampleshire: 61 IOM nominals in May 2026",
            "The cohort of Exampleshire went from 53 in April 2026 to 62 in May 2026",
        ),
        (
            "Nominals in Exampleshire: 52, as in April 2026",
            "The cohort of Exampleshire is as in April 2026, 53 in May 2026",
        ),
        ("No contract end is known for any of 4 live services", "5 of 19 services are live"),
        ("£7,700 of £12,000 left", "£4,300 of £12,000 is awarded, £7,600 is left"),
        ("Pot: 3 ideas wait for a decision", "£7,700 of £12,000 left, 2 ideas wait for a decision"),
        ("2 of 5 promises met", "How far they came: 1 of 5 promises met"),
        (
            "5 lines do not add up: 0 explained, 5 not explained yet",
            "Exampleshire: 4 of 11 lines do not add up",
        ),
    ],
)
def test_two_pages_that_count_the_same_differently_would_be_seen(one, other):
    def counted(*sentences):
        return [fact for text in sentences for fact in said.counts(text, "Exampleshire", "Page", "lead")]

    assert contradictions(counted(one, one)) == {}
    assert len(contradictions(counted(one, other))) > 0


@pytest.mark.parametrize(
    ("one", "other", "seen"),
    [
        ("Work: 12 referrals in May 2026, up from 9", "Work: 12 referrals in May 2026, down from 14", True),
        (
            "Nominals in Exampleshire: up from 9 in April 2026",
            "Nominals in Exampleshire: down from 14 in April 2026",
            True,
        ),
        ("Work: 12 referrals in May 2026, up from 9", "Work: 12 referrals in June 2026, down from 14", False),
        ("62% of 143 outcomes known", "62% of 144 outcomes known", True),
        (
            "62% of 143 outcomes known",
            "60–64% of 140–149 outcomes known",
            False,
        ),  # no count stands against one
        ("161 nominals in May 2026", "163 nominals in June 2026", False),
        (
            "161 nominals in May 2026, loaded on 3 May 2026",
            "161 nominals in May 2026, loaded on 4 May 2026",
            False,
        ),
    ],
)
def test_two_people_who_are_told_different_things_would_be_seen(one, other, seen):
    known = [fact for text in (one, other) for fact in said.facts(text, "Page", "lead")]
    assert bool(contradictions(known)) is seen
