"""What everyone but leads is sent depends on what may be shown and on nothing else."""

import re
from datetime import date

import pytest

from probation_commission import setup
from probation_commission.actions import exports, outcomes, returns
from probation_commission.disclosure.audiences import Audience, audience
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import GRANTS, Person, Role
from probation_commission.domain.agreements import KINDS
from probation_commission.domain.outcomes import PERCENT, Promise, PromiseSubject
from probation_commission.settings import DATA
from probation_commission.store import database
from probation_commission.ui.data import keeping, released
from probation_commission.ui.menu import GAPS, IOM, MEETING, OUTCOMES, OVERVIEW, PLACE, REFERRALS, REGION
from tests.given.agreements import HARINGEY, agreed
from tests.given.organisations import organisation
from tests.given.returns import LEAD
from tests.given.twins import BANDED, COUNTED, count_unmet, twin, twin_service
from tests.pages.sent import opened, sent

AREA = "E06000005"
PARTY = "Some Trust"
SECRET = "the same for both of the twins"
WARD = "E05010414"  # Cockerton
WORKBOOK = DATA / "haringey_iom_2023_05.xlsx"
PROMISE = Promise(
    partner="Example partner",
    about=PromiseSubject.SERVICE,
    subject="personal-wellbeing-durham",
    desired_outcome="an outcome of these tests",
    indicator="of known outcomes",
    unit=PERCENT,
    baseline=None,
    target=50.0,
    starts=date(2026, 7, 1),
    ends=date(2026, 9, 30),
    source="these tests",
)
IN_WORDS = re.compile(r"\d+–\d+|not shown")
SEEN = [
    pytest.param(IOM, {"area": AREA, "month": month, "rag": rag, "ward": WARD}, id=f"IOM {month} {rag}")
    for month in (COUNTED, BANDED)
    for rag in ("all", "red")
]
SEEN += [
    pytest.param(
        REGION, {"region": "A", "month": month, "measure": "red", "by": by}, id=f"region {month} {by}"
    )
    for month in (COUNTED, BANDED)
    for by in ("authorities", "units")
]
SEEN += [
    pytest.param(
        IOM, {"area": AREA, "month": month, "map": "change", "rag": rag}, id=f"changes {month} {rag}"
    )
    for month, rag in ((COUNTED, "all"), (BANDED, "red"))
]
# By localities of two sizes, all nominals by the small ones and a RAG by the large (decision 192).
SEEN += [
    pytest.param(
        IOM,
        {"area": AREA, "month": BANDED, "level": "localities", "map": "change", "rag": rag},
        id=f"changes by locality {rag}",
    )
    for rag in ("all", "red")
]
SEEN += [
    pytest.param(
        REGION, {"region": "A", "month": COUNTED, "measure": "rate", "shape": "hexagons"}, id="region rate"
    )
]
SEEN += [pytest.param(OVERVIEW, {"area": AREA}, id="overview")]
# With its file; a ward as anybody may see it, all of it as whoever looks.
SEEN += [
    pytest.param(PLACE, query, id=f"place {seen}")
    for seen, query in (
        ("anybody", {"ward": WARD}),
        ("own", {"authority": AREA, "seen": "own"}),
    )
]
SEEN += [
    pytest.param(MEETING, {"area": AREA, "month": BANDED, "screen": screen}, id=f"meeting {screen}")
    for screen in ("2", "4", "6")
]
SEEN += [pytest.param(page, {}, id=page.address) for page in (REFERRALS, OUTCOMES)]
SEEN += [pytest.param(GAPS, {"area": AREA}, id="gaps")]


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    """Two homes, each with the real return of Haringey and one of the twins."""
    homes = []
    for which in (0, 1):
        with pytest.MonkeyPatch.context() as environment:
            home = tmp_path_factory.mktemp("home")
            environment.setenv("PC_HOME", str(home))
            environment.setenv("PC_SAMPLE", "0")
            environment.setenv("PC_SECRET", SECRET)
            setup.ready()
            for name, content in {
                "twin.csv": twin(which),
                "service.csv": twin_service(which),
                WORKBOOK.name: WORKBOOK.read_bytes(),
            }.items():
                checked = returns.check(LEAD, content, name)
                returns.accept(LEAD, checked, {q.key: q.options[-1][0] for q in checked.reading.questions})
            outcomes.promise(LEAD, PROMISE)
            count_unmet(which)
            # The same number in both homes, whose organisations are the bundled ones and this.
            agreed(PARTY, areas=(HARINGEY,), kinds=tuple(KINDS))
            database._current().dispose()
        homes.append(home)
    return homes


@pytest.fixture
def at(twins, monkeypatch):
    """Step into the home of one twin."""

    def enter(which: int) -> None:
        monkeypatch.setenv("PC_HOME", str(twins[which]))
        monkeypatch.setenv("PC_SAMPLE", "0")
        monkeypatch.setenv("PC_SECRET", SECRET)
        keeping.clear()

    yield enter
    database._current().dispose()


def of_both(at, page, role, monkeypatch, **query):
    for which in (0, 1):
        at(which)
        yield sent(page, role, monkeypatch, **query)


def those_of(role: Role) -> list:
    """Of these pages the ones that a role may open."""
    return [pytest.param(*one.values, role, id=f"{one.id}-{role}") for one in SEEN if may_open(one, role)]


def may_open(page, role: Role) -> bool:
    return page.values[0].permission in GRANTS[role]


@pytest.mark.parametrize(("page", "query", "role"), [*those_of(Role.VIEWER), *those_of(Role.PARTNER)])
def test_a_change_of_what_is_hidden_changes_nothing_that_is_sent(at, page, query, role, monkeypatch):
    one, other = of_both(at, page, role, monkeypatch, **query)
    assert len(one) > 10
    assert one == other


@pytest.mark.parametrize(
    ("page", "query"),
    [
        (IOM, {"area": AREA, "month": BANDED, "rag": "red", "ward": WARD}),
        (REGION, {"region": "A", "month": BANDED, "measure": "red", "by": "units"}),
        (OVERVIEW, {"area": AREA}),
        (REFERRALS, {}),
        (OUTCOMES, {}),
    ],
)
def test_nothing_more_is_sent_to_a_member_of_what_their_agreement_does_not_name(at, page, query, monkeypatch):
    at(0)
    number = organisation(PARTY)
    told = sent(IOM, Role.VIEWER, monkeypatch, organisation=number, area=HARINGEY, month="2023-05")
    assert any("Exact under the agreement" in words for words in told)
    one, other = of_both(at, page, Role.VIEWER, monkeypatch, organisation=number, **query)
    assert one == other


@pytest.mark.parametrize(("page", "query"), [one for one in SEEN if one.values[0] is IOM])
def test_a_lead_is_sent_the_difference_so_that_it_would_be_found(at, page, query, monkeypatch):
    one, other = of_both(at, page, Role.LEAD, monkeypatch, **query)
    assert one != other


def test_the_map_is_among_what_is_looked_at(at, monkeypatch):
    at(0)
    words = sent(IOM, Role.VIEWER, monkeypatch, area=AREA, month=COUNTED, rag="red")
    assert any('"shade"' in text and "0\\u20139" in text for text in words)


@pytest.mark.parametrize(("page", "query"), SEEN)
def test_a_lead_who_looks_as_the_partnership_is_sent_what_it_is_sent(at, page, query, monkeypatch):
    one, other = of_both(at, page, Role.LEAD, monkeypatch, as_partnership=True, **query)
    assert one == other
    if page is not MEETING:
        assert any("You see this as the partnership would" in words for words in one)


def test_of_unmet_demand_a_lead_alone_is_given_the_difference(at):
    found: dict[Role, list] = {}
    for which in (0, 1):
        at(which)
        for role in (Role.LEAD, Role.VIEWER, Role.PARTNER):
            somebody = Person("Somebody", role)
            found.setdefault(role, []).append(released.unmet(somebody, Sight(audience(somebody))))
    assert not found[Role.LEAD][0].equals(found[Role.LEAD][1])
    for role in (Role.VIEWER, Role.PARTNER):
        one, other = found[role]
        assert one.equals(other)
        assert {"0–9", "10–19"} <= set(one.text)


@pytest.mark.parametrize("to", [Audience.PARTNERSHIP, Audience.PUBLIC])
@pytest.mark.parametrize("month", [COUNTED, BANDED])
def test_a_file_from_the_command_line_is_the_same_too(at, month, to):
    found = []
    for which in (0, 1):
        at(which)
        export = exports.iom(Person("Someone", Role.VIEWER), AREA, _first(month), to)
        found.append(dict(export.release.cells))
    assert found[0] == found[1]


def _first(month: str):
    year, number = map(int, month.split("-"))
    return exports.date(year, number, 1)


@pytest.mark.parametrize("rag", ["all", "red"])
def test_no_count_of_a_ward_of_the_real_return_is_a_number(at, rag):
    at(0)
    app = opened(IOM, Role.VIEWER, area="E09000014", month="2023-05", rag=rag, level="wards")
    by_ward = next(frame.value for frame in app.dataframe if "Ward" in frame.value)
    beside = next((frame.value.Nominals for frame in app.table if "Nominals" in frame.value), [])
    cells = [*by_ward[["All", "Red", "Amber", "Green", "Blue"]].to_numpy().ravel(), *beside]
    assert all(IN_WORDS.fullmatch(cell) for cell in cells)
    assert len(set(cells)) > 1


@pytest.mark.usefixtures("ready_home")
def test_a_return_shows_as_soon_as_it_is_accepted():
    for number, (name, month) in enumerate({"a.csv": "2024-01", "b.csv": "2024-02"}.items()):
        rows = f"area,month,ward,rag,count\nDarlington,{month},,,{321 + number}\n".encode()
        returns.accept(LEAD, returns.check(LEAD, rows, name))
        app = opened(IOM, Role.VIEWER, area=AREA, month=month)
        assert any(f"{321 + number} nominals" in html.proto.body for html in app.get("html"))
    database._current().dispose()


def test_a_band_has_no_rate(at):
    at(0)
    for role, has_rate in ((Role.LEAD, True), (Role.VIEWER, False)):
        app = opened(IOM, role, area=AREA, month=COUNTED, level="wards")
        frame = next(frame.value for frame in app.dataframe if "Ward" in frame.value)
        assert ("Per 1,000 residents (estimate)" in frame) is has_rate
