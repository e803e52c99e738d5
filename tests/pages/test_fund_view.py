"""The fund on the ideas page: read by the panel, changed by leads; nothing typed is lost."""

import pytest

from probation_commission.actions import funds as actions
from probation_commission.domain.access import Person, Role
from probation_commission.domain.days import today
from probation_commission.store import database, funds
from probation_commission.ui.menu import IDEAS
from tests.pages.sent import kept_text, kept_texts, number, opened, type_into, type_number

pytestmark = pytest.mark.usefixtures("sampled_home")
SAMPLE, LOCAL, REGIONAL = (
    "illustrative-local-project",
    "partnership-local-project",
    "regional-outcomes-innovation-fund",
)
LEA = Person("Lea", Role.LEAD)


def fund_view(role=Role.LEAD, part="read", fund=SAMPLE):
    return opened(IDEAS, role, view="fund", part=part, fund=fund)


def words(app) -> str:
    kinds = (app.markdown, app.success, app.error, app.info, app.caption)
    return "\n".join(one.value for kind in kinds for one in kind).replace("\\", "")


def kept(slug):
    with database.read() as conn:
        return funds.find_fund(conn, slug), funds.setup(conn, slug)


def key_of(app, field: str) -> str:
    """The key under which a form of the fund has a field, of a number as of a text."""
    keys = (data["field"].removesuffix(".typed") for data in kept_texts(app))
    return next(key for key in keys if key.startswith(f"{field}_fund"))


def press(app, label: str):
    next(one for one in app.button if one.label == label).click()
    app.run()
    assert not app.exception


def test_the_panel_reads_rules_days_and_criteria_and_changes_nothing():
    app = fund_view(Role.PANEL)
    said = words(app)
    assert "Open: closes on 29 January 2027" in said
    assert "£500 to £5,000, for up to 12 months" in said
    assert "Example panel member A" in said
    (table,) = app.table
    assert list(table.value.columns) == ["Criterion", "Weight", "0", "1", "2", "3", "4"]
    assert len(table.value) == 4
    assert not [one for one in app.button if one.label.startswith("Save")]
    assert "What its money is for" not in str(app.main)


def test_what_no_source_says_of_a_fund_is_said_to_be_not_known():
    said = words(fund_view(Role.PANEL, fund=LOCAL))
    assert "Open; no closing day is known." in said
    assert (
        f"To be spent by 31 March {today().year + (today().month > 3)}, the end of the financial year" in said
    )
    assert "No criteria are written down" in said


@pytest.mark.parametrize("view", ["board", "list", "map", "fund"])
def test_a_pot_that_nobody_states_is_never_nought(view):
    app = opened(IDEAS, Role.LEAD, view=view, fund=REGIONAL)
    said = words(app) + " ".join(one.proto.body for one in app.get("html"))
    assert "mount not stated" in said
    assert "£0" not in said


def test_a_lead_changes_the_fund_and_reads_what_changed():
    app = fund_view(part="change")
    type_into(app, key_of(app, "rules"), "One idea a year.")
    type_number(app, key_of(app, "least_pence"), "0.29")  # 0.29 times 100 is 28.999...
    press(app, "Save the fund")
    assert "is saved: rules, smallest ask" in words(app)
    fund, _ = kept(SAMPLE)
    assert (fund.rules, fund.least_pence) == ("One idea a year.", 29)
    app = fund_view(part="history")
    (table,) = app.table
    assert "One idea a year." in table.value.After.iloc[0].replace("\\", "")


def test_all_problems_are_said_and_everything_typed_stays():
    app = fund_view(part="change")
    type_into(app, key_of(app, "name"), "")
    type_number(app, key_of(app, "most_pence"), "99999")
    press(app, "Save the fund")
    said = words(app)
    assert "Give it a name." in said
    assert "is more than the pot of £12,000" in said
    assert number(app, key_of(app, "most_pence")) == "99999"
    assert kept_text(app, key_of(app, "name")) == ""
    assert kept(SAMPLE)[0].name == "Example fund for local projects"


def test_a_gap_is_chosen_from_the_ranked_list_by_its_words():
    app = fund_view(part="change")
    box = next(one for one in app.multiselect if one.label.startswith("Gaps"))
    assert all(" in County Durham" in one for one in box.options)  # of the fund's area alone
    box.set_value([box.options[1]])
    press(app, "Save the fund")
    assert len(kept(SAMPLE)[0].gaps) == 1
    assert box.options[1] in words(fund_view(Role.PANEL))


def test_a_criterion_is_added_with_good_words_and_taken_out_once_that_is_said():
    app = fund_view(part="scoring", fund=LOCAL)
    type_into(app, key_of(app, "text"), "Direct benefit")
    press(app, "Save the criterion")
    (one,) = kept(LOCAL)[1].criteria
    assert (one.text, one.weight) == ("Direct benefit", 1)
    assert all(one.words)
    app = fund_view(part="scoring", fund=LOCAL)
    app.selectbox(key=f"fund_criterion_{LOCAL}").set_value(one.id).run()
    assert next(button for button in app.button if button.label == "Take it out").disabled
    next(box for box in app.checkbox if box.label.startswith("Ideas are scored")).check().run()
    press(app, "Take it out")
    assert kept(LOCAL)[1].criteria == ()


def test_a_question_and_assessors_are_written_down():
    app = fund_view(part="questions", fund=LOCAL)
    type_into(app, key_of(app, "text"), "What stays?")
    press(app, "Save the question")
    app = fund_view(part="assessors", fund=LOCAL)
    box = next(one for one in app.multiselect if one.label.startswith("Assessors"))
    box.set_value([next(one for one in box.options if one.startswith("Example panel member B"))])
    press(app, "Save the assessors")
    setup = kept(LOCAL)[1]
    assert [one.text for one in setup.questions] == ["What stays?"]
    assert [one.name for one in setup.assessors] == ["Example panel member B"]
    assert "Example panel member B" in fund_view(part="history", fund=LOCAL).table[0].value.After.iloc[0]


def test_a_fund_is_copied_and_the_page_opens_the_copy():
    app = fund_view(part="new")
    type_into(app, key_of(app, "name"), "Example fund, next year")
    next(one for one in app.date_input if one.label == "Opens").set_value(today())
    press(app, "Copy the fund")
    assert app.selectbox(key="fund").value == "example-fund-next-year"
    assert "Example fund, next year is made" in words(app)
    fund, setup = kept("example-fund-next-year")
    assert (fund.illustrative, fund.opens, fund.spend_by, len(setup.criteria)) == (True, today(), None, 4)


def test_a_lead_of_another_area_reads_it_and_is_told_why_they_cannot_change_it(monkeypatch):
    theirs = Person("Local lead", Role.LEAD, areas=frozenset({"E06000005"}))
    monkeypatch.setattr("probation_commission.ui.who.Visitor.now", lambda _self: theirs)
    said = words(fund_view(part="change"))
    assert "no lead of" in said
    assert not actions.history(LEA, SAMPLE).shape[0]


def test_nobody_sees_the_forms_as_the_partnership_would():
    app = opened(IDEAS, Role.LEAD, as_partnership=True, view="fund", part="change", fund=SAMPLE)
    assert not [one for one in app.button if one.label.startswith("Save")]
