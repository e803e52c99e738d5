"""Reconciliation, history and provenance as they are drawn: for a lead with cells, for others without."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from probation_commission.actions import explanations, returns, versions
from probation_commission.domain.access import Role
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.ui.menu import IOM, OVERVIEW, RECONCILIATION, RETURNS
from probation_commission.ui.parts import page as furniture
from tests.files import Borough
from tests.given.returns import LEAD
from tests.pages.sent import kept_text, kept_texts, opened, sent, tables, type_into

MAY = {"area": "E09000014", "month": "2023-05"}
FIRST = Borough(total=13, wards=[("HARRINGAY", 7, 3), ("NFA", 5, 2)])
LATER = Borough(total=13, wards=[("HARRINGAY", 6, 3), ("NFA", 5, 2), ("BOWES", 1, 0)])
FILES = [FIRST.file(), LATER.file()]
BECAUSE = "One nominal was in hospital."


@pytest.fixture
def app_home(ready_home) -> Iterator[Path]:
    """Two versions of Haringey's month; the first line that fails is explained."""
    for name, content in zip(("first.xlsx", "later.xlsx"), FILES, strict=True):
        returns.accept(LEAD, returns.check(LEAD, content, name), keep_file=True)
    explanations.explain(LEAD, 2, "cohort", BECAUSE)
    yield ready_home
    database._current().dispose()


def words(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.warning, app.error, app.success, app.info, app.header)
    return "\n".join(one.value for elements in kinds for one in elements)


def everything(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def named(elements, key):
    return next(one for one in elements if one.key == key)


@pytest.mark.usefixtures("app_home")
def test_failing_lines_come_first_each_with_its_cells_and_what_explains_it():
    app = opened(RECONCILIATION, Role.LEAD, **MAY)
    assert app.header[0].value == "Does not add up (2)"
    finding = everything(app)
    assert "2 of 9 lines do not add up, 1 not explained yet." in finding
    assert BECAUSE in words(app)
    cells = tables(app)[0].set_index("Cell")
    assert (cells.Value["Summary!B4"], cells["As written"]["Summary!B4"]) == ("13", "13")


@pytest.mark.usefixtures("app_home")
def test_a_lead_explains_a_line_and_personal_data_is_refused_with_nothing_lost():
    app = opened(RECONCILIATION, Role.LEAD, **MAY)
    field = next(one["field"] for one in kept_texts(app) if one["field"].endswith("ward table"))
    type_into(app, field, "because of X123456")
    named(app.button, f"keep-{field}").click().run()
    assert "seems to hold a CRN" in app.error[0].value
    assert kept_text(app, field) == "because of X123456"
    type_into(app, field, "two moved away")
    named(app.button, f"keep-{field}").click().run()
    assert not app.error
    assert "two moved away" in words(app)
    finding = everything(app)
    assert "all of them explained" in finding


@pytest.mark.usefixtures("app_home")
def test_the_history_shows_both_versions_and_what_differs_cell_by_cell():
    app = opened(RETURNS, Role.LEAD, **MAY)
    said = words(app)
    assert said.index("**Version 2**") < said.index("**Version 1**")
    assert "Figures: 1 changed, 2 added." in said
    changed = app.dataframe[0].value.iloc[0]
    assert (changed.Figure, changed.Place) == ("changed", "Harringay")
    assert [changed[f"{what} in version {n}"] for what in ("Value", "Cell") for n in (1, 2)] == [
        "7", "6", "Wards!B2", "Wards!B2",
    ]  # fmt: skip


@pytest.mark.usefixtures("app_home")
def test_a_lead_withdraws_a_version_and_restores_another():
    app = opened(RETURNS, Role.LEAD, **MAY)
    named(app.button, "withdraw-2-now").click().run()
    assert "Write the reason" in words(app)
    type_into(app, "withdraw-2", "wrong month")
    named(app.button, "withdraw-2-now").click().run()
    said = words(app)
    assert "None of them is in force" in said
    assert "by Local lead: wrong month" in said
    assert "Haringey" not in everything(opened(IOM, Role.LEAD, **MAY))  # it counts nowhere
    named(app.button, "restore-1").click().run()
    assert "Restored: this version is in force again." in words(app)
    with database.read() as conn:
        assert list(store.history(conn).sort_values("id").standing) == ["current", "withdrawn"]


def less(app: AppTest) -> list[str]:
    """What the buttons that restore a version say would go, a line each."""
    lines = [line for one in app.warning for line in one.value.replace("\\", "").splitlines()]
    return [line for line in lines if line.startswith("- ")]


@pytest.mark.usefixtures("app_home")
def test_restoring_a_version_that_holds_less_says_what_would_go():
    app = opened(RETURNS, Role.LEAD, **MAY)
    would_go = "would go: the version in force has it and this one does not."
    assert less(app) == [
        f"- {kind} by ward, for 1 of 3 wards (Bowes), {would_go}" for kind in ("The count", "RAG")
    ]
    named(app.button, "restore-1").click().run()
    assert not less(app)  # the second holds more
    assert "Restored: this version is in force again." in words(app)


@pytest.mark.usefixtures("app_home")
def test_where_none_is_in_force_it_is_told_against_the_version_withdrawn_last():
    versions.withdraw(LEAD, 2, "wrong month")
    app = opened(RETURNS, Role.LEAD, **MAY)
    assert [line.partition(":")[0] for line in less(app)] == [
        "- The count by ward, for 1 of 3 wards (Bowes), would stay away",
        "- RAG by ward, for 1 of 3 wards (Bowes), would stay away",
    ]
    versions.restore(LEAD, 1, over=None)
    versions.withdraw(LEAD, 1, "this one too")
    assert not less(opened(RETURNS, Role.LEAD, **MAY))


@pytest.mark.usefixtures("app_home")
def test_where_every_version_is_withdrawn_the_reconciliation_says_so():
    versions.withdraw(LEAD, 2, "wrong month")
    app = opened(RECONCILIATION, Role.LEAD, **MAY)
    assert "No return for Haringey, May 2023 is in force: it was withdrawn." in words(app)


@pytest.mark.parametrize(("page", "query"), [(IOM, MAY), (OVERVIEW, {"area": "E09000014"})])
@pytest.mark.usefixtures("app_home")
def test_explanations_and_cells_go_to_leads_and_to_nobody_else(page, query, monkeypatch):
    lead = "\n".join(sent(page, Role.LEAD, monkeypatch, **query))
    assert BECAUSE in lead
    assert "Summary!B4" in lead
    for role in (Role.PANEL, Role.PARTNER, Role.VIEWER):
        other = "\n".join(sent(page, role, monkeypatch, **query))
        assert BECAUSE not in other
        assert "Summary!B4" not in other
        assert "later.xlsx" not in other  # whoever sent it may have written anything into its name


@pytest.mark.usefixtures("app_home")
def test_what_is_new_names_files_to_leads_and_only_what_is_in_force_to_others():
    lead = words(opened(OVERVIEW, Role.LEAD))
    assert lead.count("Haringey, May 2023: ") == 2
    assert r"first\.xlsx, loaded by" in lead
    projected = words(opened(OVERVIEW, Role.LEAD, as_partnership=True))
    for other in (projected, *(words(opened(OVERVIEW, role)) for role in (Role.PANEL, Role.VIEWER))):
        assert other.count("Haringey, May 2023: loaded by Local lead on") == 1  # of two versions
        assert "xlsx" not in other
    before = words(opened(OVERVIEW, Role.VIEWER))
    versions.withdraw(LEAD, 2, "wrong month")
    assert "Haringey, May 2023" not in words(opened(OVERVIEW, Role.VIEWER))
    versions.restore(LEAD, 1, over=None)
    assert words(opened(OVERVIEW, Role.VIEWER)) == before  # the first of the two says the same


@pytest.mark.usefixtures("app_home")
def test_the_explanation_travels_with_the_download(monkeypatch):
    about = {}
    monkeypatch.setattr(furniture, "download", lambda _, notes, **__: about.update(notes))
    opened(IOM, Role.LEAD, **MAY)
    assert BECAUSE in about["Does not add up, 1"]
    assert about["Does not add up, 2"].endswith("Not explained yet.")


@pytest.mark.usefixtures("app_home")
def test_a_kept_file_can_be_fetched_and_only_an_admin_may_delete_it(monkeypatch):
    files = []
    monkeypatch.setattr(
        st, "download_button", lambda label, *_, data, **__: files.append((label, data)) and False
    )
    app = opened(RETURNS, Role.LEAD, **MAY)
    kept = [data() for label, data in files if "kept file" in label]
    assert kept == FILES[::-1]
    assert not [one for one in app.button if one.label == "Delete it"]
    app = opened(RETURNS, Role.ADMIN, **MAY)
    assert len([one for one in app.button if one.label == "Delete it"]) == 2


@pytest.mark.usefixtures("app_home")
def test_whoever_accepts_second_is_told_keeps_all_they_had_and_may_then_accept_on_top():
    mine, theirs = (Borough(sentences=[words]).file() for words in ("mine", "theirs"))
    app = opened(RETURNS, Role.LEAD, **MAY)
    app.file_uploader[0].upload("mine.xlsx", mine).run()
    app.checkbox[0].check().run()
    returns.accept(LEAD, returns.check(LEAD, theirs, "theirs.xlsx"))
    accept = next(one for one in app.button if one.label == "Accept this return")
    accept.click().run()
    assert r"theirs\.xlsx\) was accepted by Local lead a moment ago, after you opened" in app.error[0].value
    assert app.checkbox[0].value
    assert "What was understood" in words(app)
    next(one for one in app.button if one.label == "Accept this return").click().run()
    assert "Accepted: Haringey, May 2023." in words(app)
    with database.read() as conn:
        history = store.history(conn)
    assert dict(zip(history.file_name, history.standing, strict=True))["mine.xlsx"] == "current"
    assert history.set_index("file_name").kept_size["mine.xlsx"] == len(mine)


POORER = b"area,month,ward,rag,count\nHaringey,2023-05,,,13\n"


@pytest.mark.usefixtures("app_home")
def test_before_a_poorer_return_supersedes_the_screen_says_what_would_go():
    app = opened(RETURNS, Role.LEAD, **MAY)
    app.file_uploader[0].upload("poor.csv", POORER).run()
    (said,) = [one.value for one in app.warning if "less than before" in one.value]
    head, _, *lines = said.splitlines()
    assert head == "**Haringey, May 2023: less than before.**"
    assert [line.partition("\\:") for line in lines] == [
        (f"- {what} would go", "\\:", " the return in force has it and this file does not.")
        for what in (
            "RAG of the whole area",
            "The count by ward, for 2 wards and 1 other row,",
            "RAG by ward, for 2 wards and 1 other row,",
        )
    ]
    app.file_uploader[0].upload(
        "rich.xlsx", Borough(total=13, wards=[*LATER.wards, ("NOEL PARK", 1, 0)]).file()
    ).run()
    assert "There is a return for Haringey, May 2023 already" in words(app)
    assert "less than before" not in words(app)


@pytest.mark.usefixtures("app_home")
def test_of_a_file_of_many_returns_it_says_how_many_hold_less_and_what_of_a_chosen_one():
    months = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)][:26]
    rows = [f"Darlington,{month},,,9\nDarlington,{month},,Red,4\n" for month in months]
    head = "area,month,ward,rag,count\n"
    returns.accept(LEAD, returns.check(LEAD, f"{head}{''.join(rows)}".encode(), "many.csv"))
    app = opened(RETURNS, Role.LEAD, **MAY)
    poorer = [f"Darlington,{month},,,9\n" for month in months[2:]]
    app.file_uploader[0].upload("less.csv", f"{head}{''.join(rows[:2] + poorer)}".encode()).run()
    assert "There are returns for 26 of these areas and months already." in words(app)
    assert "24 returns of these would hold less than before." in words(app)
    choice = next(one for one in app.selectbox if one.label == "Show what would go of")
    assert choice.options[0] == "Darlington, March 2023"
    choice.select_index(23).run()
    assert "**Darlington, February 2025: less than before.**" in words(app)
    assert "RAG of the whole area would go" in words(app)


@pytest.mark.usefixtures("app_home")
def test_an_explanation_for_earlier_figures_is_said_so_and_can_be_kept_for_todays():
    explanations.explain(LEAD, 2, "ward table", "two moved away")
    newer = Borough(total=14, wards=LATER.wards).file()
    returns.accept(LEAD, returns.check(LEAD, newer, "newer.xlsx"))
    app = opened(RECONCILIATION, Role.LEAD, **MAY)
    assert "**written for earlier figures: 12 against 13.** two moved away" in words(app)
    assert "2 of 9 lines do not add up, 2 not explained yet." in everything(app)
    field = next(one["field"] for one in kept_texts(app) if one["field"].endswith("ward table"))
    assert kept_text(app, field) == "two moved away"
    keep = named(app.button, f"keep-{field}")
    assert keep.label == "Keep it for these figures"
    keep.click().run()
    assert not app.error
    assert "**explained for 12 against 14:** two moved away" in words(app)
    assert "1 not explained yet" in everything(app)


@pytest.mark.usefixtures("app_home")
def test_the_same_file_after_it_was_withdrawn_offers_to_restore_it():
    versions.withdraw(LEAD, 2, "wrong month")
    app = opened(RETURNS, Role.LEAD, **MAY)
    app.file_uploader[0].upload("again.xlsx", FILES[1]).run()
    assert "was withdrawn on" in words(app)
    named(app.button, "restore-loaded-2").click().run()
    with database.read() as conn:
        assert list(store.history(conn).sort_values("id").standing) == ["superseded", "current"]


LATE = b"area,month,ward,rag,count\nDarlington,2026-08,,,9\n"


@pytest.mark.usefixtures("app_home")
def test_the_day_on_which_a_return_came_in_can_be_given_and_stands_in_the_history():
    app = opened(RETURNS, Role.LEAD, **MAY)
    app.file_uploader[0].upload("late.csv", LATE).run()
    (field,) = app.date_input
    assert field.value == field.max == date.today()  # noqa: DTZ011 (the desk's day)
    field.set_value(date(2026, 8, 20)).run()
    accept = next(one for one in app.button if one.label == "Accept this return")
    assert accept.disabled
    early = next(one for one in app.checkbox if one.label == "It did come in before that")
    early.check().run()
    assert not next(one for one in app.button if one.label == "Accept this return").disabled
    app.date_input[0].set_value(date(2026, 10, 1)).run()
    next(one for one in app.button if one.label == "Accept this return").click().run()
    assert "Accepted: Darlington, August 2026." in words(app)
    app = opened(RETURNS, Role.LEAD, area="E06000005", month="2026-08")
    assert "(came in on 1 October 2026, 17 days late): 1 figures." in words(app)
    every = app.dataframe[-1].value
    of_august = every[every.File == "late.csv"]
    assert list(of_august["Came in on"]) == ["1 October 2026, 17 days late"]
    assert set(every[every.File != "late.csv"]["Came in on"]) == {""}


@pytest.mark.usefixtures("app_home")
def test_where_no_day_is_given_none_is_known():
    app = opened(RETURNS, Role.LEAD, **MAY)
    app.file_uploader[0].upload("late.csv", LATE).run()
    next(one for one in app.button if one.label == "Accept this return").click().run()
    with database.read() as conn:
        assert store.history(conn).received_on.isna().all()
