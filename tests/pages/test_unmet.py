"""Unmet demand counted on /gaps: by whom, what is said after a click, and what nobody else is shown."""

import shutil
from datetime import date

import pytest

from probation_commission.actions import unmet as actions
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Person, Role
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.domain.unmet import UnmetLine, UnmetQuarter, UnmetReason
from probation_commission.samples.agreements import PARTIES
from probation_commission.store import database
from probation_commission.ui.data import keeping, loaders, released
from probation_commission.ui.gaps import log
from probation_commission.ui.menu import DATA, GAPS, OVERVIEW, RETURNS
from tests.given.unmet import AREA, DEBT, JULY, OCTOBER
from tests.pages.sent import kept_text, opened, type_number

COUNCIL, CONSTABULARY, _ = PARTIES
TODAY = date(2026, 11, 27)
QUERY = {"view": "log", "area": AREA, "of-quarter": "2026-10"}
MEN = UnmetLine(DEBT, UnmetReason.NONE_EXISTS, group=GapGroup.MEN)


@pytest.fixture(autouse=True)
def home(sample_home, tmp_path, monkeypatch):
    shutil.copytree(sample_home, tmp_path / "home")
    monkeypatch.setenv("PC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PC_SAMPLE", "1")
    for module in (log, actions, released):
        monkeypatch.setattr(module, "today", lambda: TODAY)
    keeping.clear()
    yield
    keeping.clear()
    database._current().dispose()


def number(name: str) -> int:
    return next(one for one, called in loaders.parties().items() if called == name)


def page(role=Role.PARTNER, name=COUNCIL, **query):
    return opened(GAPS, role, organisation=number(name), **(QUERY | query))


def form(name=COUNCIL, quarter="2026-10") -> str:
    return f"unmet-{number(name)}-{AREA}-{quarter}"


def choose(app, *, pathway=DEBT, reason="none exists", where="group men", count="4", quarter="2026-10"):
    boxes = {one.key: one for one in app.selectbox}
    for name, value in (("pathway", pathway), ("reason", reason), ("where", where)):
        boxes[f"{form(quarter=quarter)}.{name}"].set_value(value)
    return type_number(app, f"{form(quarter=quarter)}.count", count).run()


def press(app, label):
    return next(one for one in app.button if one.label == label).click().run()


def words(app) -> str:
    said = (*app.markdown, *app.caption, *app.info, *app.success, *app.error, *app.header, *app.subheader)
    return " ".join(one.value for one in said).replace("\\", "")


def test_a_line_is_counted_said_and_stands_below_and_goes_again():
    app = press(choose(page()), "Count it")
    assert "Kept: Finance, Benefits and Debt, none exists, men: 4." in words(app)
    assert "None exists, men: 4" in words(app)
    assert kept_text(app, f"{form()}.count.typed") == ""
    # The same line once more is corrected, after it was said what is there.
    assert "Counted already: 4. What you save replaces it." in words(app)
    app = press(type_number(app, f"{form()}.count", "6").run(), "Count it")
    assert "men: 6 (it was 4)." in words(app)
    app = press(app, "Take out")
    assert "Taken out: Finance, Benefits and Debt, none exists, men: 6. To have it back" in words(app)
    assert "Nothing is counted yet." in words(app)


def test_all_that_is_missing_is_said_at_once():
    app = press(page(), "Count it")
    for said in ("Choose a pathway.", "Choose why they got none.", "How many requests: write a whole"):
        assert said in words(app)


def test_a_line_that_somebody_else_changed_meanwhile_is_not_written_over():
    app = choose(page())
    quarter = UnmetQuarter(number(COUNCIL), AREA, OCTOBER)
    colleague = Person("Omar", Role.PARTNER, organisation=COUNCIL, organisation_id=number(COUNCIL))
    actions.count(colleague, quarter, MEN, 9, seen=None)
    assert "it is 9 now" in words(press(app, "Count it"))
    assert actions.opened(colleague, quarter).lines == {MEN: 9}


def test_partners_are_offered_the_open_quarter_and_leads_two_years_of_them():
    of_partner, of_lead = page(), page(Role.LEAD, **{"of-quarter": "2026-07"})
    offered = [
        next(one for one in app.selectbox if one.label == "Quarter").options for app in (of_partner, of_lead)
    ]
    assert offered[0] == ["October to December 2026"]
    assert len(offered[1]) == 8
    assert "None exists, men: 19" in words(of_lead)  # of the illustrative counts
    assert len(of_lead.get("popover")) == 1  # where it comes from
    assert not of_partner.get("popover")


def test_somebody_of_no_organisation_is_told_so():
    app = opened(GAPS, Role.PARTNER, **QUERY)
    assert "Nobody has said which organisation you belong to" in words(app) + str(app.get("html"))
    assert not [one for one in app.button if one.label == "Count it"]


def test_a_viewer_has_no_form():
    app = opened(GAPS, Role.VIEWER, organisation=number(COUNCIL), **QUERY)
    assert not [one for one in app.button if one.label == "Count it"]


def test_who_counts_is_told_to_leads_alone_and_nobody_is_asked_for_it():
    assert "unmet" not in words(opened(DATA, Role.VIEWER)).lower()
    for role in (Role.VIEWER, Role.LEAD):
        app = opened(OVERVIEW, role)
        assert "unmet" not in words(app).lower()
    history = opened(RETURNS, Role.LEAD, area=AREA, of=f"unmet demand:{number(COUNCIL)}", month="2026-07")
    assert f"{COUNCIL}: County Durham, July 2026: 1 version" in words(history)
    table = next(one.value for one in history.dataframe if "About" in one.value)
    assert set(PARTIES) < set(table.About)
    holds = set(table.Holds[(table.Return == "Unmet demand") & (table.Month == "July 2026")])
    assert holds == {"the whole quarter, as of 30 September 2026"}


def test_the_rows_that_the_matrix_draws_are_by_whose_they_are():
    def rows(role, name, audience):
        person = Person("Somebody", role, organisation=name, organisation_id=number(name))
        found = released.unmet(person, Sight(audience))
        return found[(found.area_code == AREA) & (found.month == JULY) & (found.pathway == DEBT)]

    lead = rows(Role.LEAD, COUNCIL, Audience.RESTRICTED)
    assert lead.low.sum() == 19 + 5 + 2 + 7
    assert lead.own.sum() == 3
    assert lead.made_up.all()
    of_council = rows(Role.PARTNER, COUNCIL, Audience.PROVIDER)
    assert sorted(of_council.text) == ["19", "2", "5", "yours alone is shown"]
    health = rows(Role.VIEWER, PARTIES[2], Audience.PARTNERSHIP)
    assert health.text.tolist() == ["30–39"]
    applicant = Person("Ann", Role.APPLICANT, organisation=COUNCIL, organisation_id=number(COUNCIL))
    assert released.unmet(applicant, Sight(Audience.PROVIDER)).empty


def test_every_pathway_is_offered():
    box = next(one for one in page().selectbox if one.label == "Pathway")
    assert box.options == list(GAP_PATHWAYS)
