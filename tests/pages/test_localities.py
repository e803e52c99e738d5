"""The localities page for a lead; localities and a ward's months on the IOM page for everyone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from probation_commission.actions import localities, returns
from probation_commission.domain.access import Person, Role
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import database
from probation_commission.store import localities as store
from probation_commission.ui.menu import IOM, LOCALITIES
from probation_commission.ui.who import ROLE_KEY
from tests.given.localities import none_came_along
from tests.given.returns import LEAD
from tests.pages.sent import kept_texts, texts, walk
from tests.pages.test_nobody_is_kept import reached_from

DARLINGTON = gazetteer().ward_set_by_key("E06000005-2015")
DURHAM = gazetteer().ward_set_by_key("E06000047-2025")
WARDS = sorted(DARLINGTON.wards, key=lambda ward: ward.name)  # as the editor lists them
BANK_TOP, BRINKBURN, COCKERTON = (ward.code for ward in WARDS[:3])
PLANTED = {"Bank Top & Lascelles": 1373, "Cockerton": 2917, "Hummersknott": 4271}
WEST = PLANTED["Bank Top & Lascelles"] + PLANTED["Cockerton"]
BELMONT = "E05016156"


@pytest.fixture(autouse=True)
def app_home(ready_home) -> Iterator[Path]:
    """Darlington with counts that stand nowhere else, and Durham on both sides of May 2025; no localities."""
    none_came_along()
    rows = [f'Darlington,2026-10,"{ward}",,{count}' for ward, count in PLANTED.items()]
    rows += [
        "Darlington,2026-10,Mowden,,0",
        "Darlington,2026-09,Cockerton,,8219",
        "Darlington,2026-09,Nfa,,3",
    ]
    rows += [f"County Durham,2025-0{month},Belmont,,{6000 + month}" for month in (3, 4, 5, 6)]
    content = "area,month,ward,rag,count\n" + "\n".join(rows)
    returns.accept(LEAD, returns.check(LEAD, content.encode(), "planted.csv"))
    yield ready_home
    database._current().dispose()


def opened(page, role=Role.LEAD, **query) -> AppTest:
    app = AppTest.from_file(page.file, default_timeout=60)
    app.session_state[ROLE_KEY] = role
    app.query_params.update({"area": "E06000005"} | query)
    app.run()
    assert not app.exception
    return app


def kept(ward_set=DARLINGTON):
    return localities.opened(LEAD, ward_set).grouping


def group(grouping, ward_set=DARLINGTON):
    localities.save(LEAD, ward_set, grouping, kept(ward_set))


def write(app, names) -> AppTest:
    """What a lead types beside the first wards of the table."""
    (editor,) = app.data_editor
    edits = {row: {"Locality": name} for row, name in enumerate(names)}
    app.session_state[editor.key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}
    return app.run()


def button(app, label):
    return next(one for one in app.button if one.label == label)


def said(app) -> str:
    """All that the browser is sent."""
    return "\n".join(words for element in walk(app._tree) for words in texts(element.proto))


def test_a_lead_names_localities_and_saves_them_once():
    app = opened(LOCALITIES)
    assert button(app, "Save").disabled
    write(app, ["West", " East  End ", "West"])
    assert kept() == {}
    assert [*app.table[0].value.Locality] == ["East End", "West"]
    assert "17 of 20" in said(app)
    button(app, "Save").click().run()
    assert not app.exception
    assert kept() == {BANK_TOP: "West", BRINKBURN: "East End", COCKERTON: "West"}
    assert app.success[0].value == "Saved: 2 localities of 3 wards, 17 wards in none."
    assert button(app, "Save").disabled


def test_the_page_says_from_which_month_they_hold_for_others():
    assert (
        "For the partnership, what is saved now holds from November 2026; earlier months stay as they were"
        in said(opened(LOCALITIES))
    )


def test_names_that_differ_only_in_case_cannot_be_saved():
    app = write(opened(LOCALITIES), ["West", "WEST"])
    assert "differ only in how they are written" in app.warning[0].value
    assert button(app, "Save").disabled


def test_undo_goes_back_to_what_is_saved():
    group({BANK_TOP: "West"})
    app = write(opened(LOCALITIES), ["East"])
    button(app, "Undo my changes").click().run()
    assert [*app.data_editor[0].value.Locality][:2] == ["West", ""]
    assert button(app, "Save").disabled


def test_what_was_typed_stays_when_another_saved_first():
    app = write(opened(LOCALITIES), ["East"])
    localities.save(Person("Another lead", Role.LEAD), DARLINGTON, {BANK_TOP: "West"}, {})
    button(app, "Save").click().run()
    assert "Another lead saved them on" in app.error[0].value
    assert kept() == {BANK_TOP: "West"}
    assert [*app.table[0].value.Locality] == ["East"]


def test_what_was_typed_is_put_back_into_a_page_that_is_opened_anew():
    (given,) = kept_texts(write(opened(LOCALITIES), ["East"]), "choices")
    assert given["changed"] is True
    assert sorted(given["values"].values(), key=len) == [{}, {BANK_TOP: "East"}]
    app = AppTest.from_file(LOCALITIES.file, default_timeout=60)
    app.query_params["area"] = "E06000005"
    for key, value in given["values"].items():  # as the browser has it put back
        app.session_state[key] = value
    app.run()
    assert [*app.table[0].value.Locality] == ["East"]
    group({BANK_TOP: "West"})
    button(app, "Save").click().run()
    assert "saved them on" in app.error[0].value
    assert kept() == {BANK_TOP: "West"}


def test_what_another_saved_shows_where_nothing_was_typed():
    app = opened(LOCALITIES)
    group({BANK_TOP: "West"})
    app.run()
    assert [*app.table[0].value.Locality] == ["West"]
    assert button(app, "Save").disabled


def test_what_was_typed_stays_while_another_ward_set_is_looked_at():
    app = write(opened(LOCALITIES), ["West"])
    app.selectbox(key="area").set_value("E06000047").run()
    assert len(app.data_editor[0].value) == len(DURHAM.wards)
    app.selectbox(key="area").set_value("E06000005").run()
    assert [*app.table[0].value.Locality] == ["West"]
    button(app, "Save").click().run()
    assert kept() == {BANK_TOP: "West"}


def test_a_file_goes_into_the_table_and_is_kept_when_saved():
    app = opened(LOCALITIES)
    app.file_uploader[0].set_value(("l.csv", b"locality,ward\nWest,Cockerton\n", "text/csv")).run()
    button(app, "Put this into the table").click().run()
    assert not app.exception
    assert kept() == {}
    button(app, "Save").click().run()
    assert kept() == {COCKERTON: "West"}


def test_a_file_with_problems_shows_each_with_its_row():
    app = opened(LOCALITIES)
    content = b"locality,ward\nWest,Nowhere\nWest,Cockerton\nEast,Cockerton\n"
    app.file_uploader[0].set_value(("l.csv", content, "text/csv")).run()
    problems = next(table.value for table in app.table if "Where" in table.value)
    assert [*problems.Where] == ["B2", "B4"]
    assert kept() == {}


def test_which_of_two_columns_is_meant_is_asked_and_then_read():
    app = opened(LOCALITIES)
    content = b"locality,ward,AAP\nWest,Cockerton,Central\n"
    app.file_uploader[0].set_value(("l.csv", content, "text/csv")).run()
    assert "Put this into the table" not in {button.label for button in app.button}
    (asked,) = (box for box in app.selectbox if box.label.startswith("Several columns may be the locality"))
    asked.set_value("C1").run()
    button(app, "Put this into the table").click().run()
    assert [*app.table[0].value.Locality] == ["Central"]


REFUSED = {
    "a column of numbers": b"locality,ward,CRN\nWest,Cockerton,X918273\n",
    "a note about somebody": b"locality,ward,notes\nWest,Cockerton,X918273 lives here\n",
    "a file of another kind": b"%PDF-1.7 X918273",
    "half a character": b"locality,ward\nWest,Cockerton X918273\n".decode().encode("utf-16") + b"x",
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_refused_whole_is_let_go_of(case, monkeypatch):
    gone: list[str] = []
    monkeypatch.setattr(
        MemoryUploadedFileManager, "remove_file", lambda _self, _session, file_id: gone.append(file_id)
    )
    app = opened(LOCALITIES)
    app.file_uploader[0].set_value(("X918273.csv", REFUSED[case], "text/csv")).run()
    assert not app.exception
    assert len(gone) == 1
    assert app.file_uploader[0].value is None
    assert "The file itself was let go of; nothing of it was kept in memory." in said(app)
    assert len(next(table.value for table in app.table if "Where" in table.value)) == 1
    everything = b"".join(
        text if isinstance(text, bytes) else text.encode() for text in reached_from(app.session_state)
    )
    assert b"918273" not in everything
    assert "918273" not in said(app)
    button(app, "Set this aside").click().run()
    assert "let go of" not in said(app)
    # The next file is read as ever, and what was said of the one before is gone.
    app.file_uploader[0].set_value(("l.csv", REFUSED[case], "text/csv")).run()
    app.file_uploader[0].set_value(("l.csv", b"locality,ward\nWest,Cockerton\n", "text/csv")).run()
    assert "let go of" not in said(app)
    button(app, "Put this into the table").click().run()
    assert [*app.table[0].value.Locality] == ["West"]


def test_a_file_of_another_kind_is_told_what_it_is():
    app = opened(LOCALITIES)
    app.file_uploader[0].set_value(("l.pdf", b"%PDF-1.7", "application/pdf")).run()
    assert "This is a PDF" in said(app)


def test_a_name_that_was_confirmed_can_be_forgotten():
    rows = b"area,month,ward,rag,count\nDarlington,2026-08,Cockertn,,3\n"
    checked = returns.check(LEAD, rows, "a.csv")
    returns.accept(LEAD, checked, {checked.reading.questions[0].key: COCKERTON})
    app = opened(LOCALITIES)
    app.selectbox[-1].set_value("Darlington wards since 2015: cockertn").run()
    button(app, "Forget it").click().run()
    assert "Forgotten: cockertn" in app.success[0].value
    assert "None yet." in said(app)


@pytest.fixture
def made_up() -> None:
    """A made-up month of Darlington before the real ones, and made-up localities of its wards."""
    rows = "\n".join(f'Darlington,2026-08,"{ward}",,{40 + at}' for at, ward in enumerate(PLANTED))
    checked = returns.check(LEAD, f"area,month,ward,rag,count\n{rows}\n".encode(), "made_up.csv")
    returns.accept(LEAD, checked, illustrative=True)
    names = dict.fromkeys((ward.code for ward in WARDS), "Example locality West")
    with database.write() as conn:
        store.save_illustrative(
            conn, LEAD, DARLINGTON.key, names, datetime.now(UTC), from_month=date(2015, 5, 1)
        )


def levels(app) -> list[str]:
    return [option for group in app.segmented_control if group.label == "Level" for option in group.options]


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("role", [Role.LEAD, Role.VIEWER])
def test_a_made_up_month_is_shown_by_made_up_localities_which_say_so(role):
    app = opened(IOM, role, month="2026-08", level="localities", locality="Example locality West")
    assert levels(app) == ["wards", "localities (made up)"]
    assert {"One locality (made up)", "Every locality of Darlington (made up)"} <= {
        header.value for header in app.header
    }
    assert app.dataframe[0].value.columns[0] == "Locality (made up)"
    words = said(app)
    assert "; the localities. Do not quote them." in words
    assert "Localities are made up, of Darlington wards since 2015" in words
    assert "by locality (made up)" in words
    assert "made by leads" not in words


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("role", [Role.LEAD, Role.VIEWER])
def test_a_real_month_knows_nothing_of_them(role):
    app = opened(IOM, role, month="2026-10", level="localities", locality="Example locality West")
    assert levels(app) == []
    assert "Example locality" not in said(app)


@pytest.mark.usefixtures("made_up")
def test_the_line_of_a_made_up_locality_has_no_real_month():
    app = opened(IOM, month="2026-08", level="localities", locality="Example locality West", trend="own")
    words = said(app)
    assert "Example locality West (made up), nominals" in words
    assert "8219" not in words  # September's, which is real


@pytest.mark.usefixtures("made_up")
def test_what_a_lead_saves_wins_and_the_page_shows_both():
    app = opened(LOCALITIES)
    assert "1 locality. Do not quote them." in said(app)
    assert "Made-up localities of these wards" in [header.value for header in app.header]
    assert "what you save here wins over them" in said(app)
    assert [*app.data_editor[0].value.Locality] == [""] * 20
    group({BANK_TOP: "West"})
    assert opened(LOCALITIES).data_editor[0].value.Locality.iloc[0] == "West"
    app = opened(IOM, month="2026-08", level="localities")
    assert levels(app) == ["wards", "localities"]
    assert "Example locality" not in said(app)
    assert levels(opened(IOM, Role.VIEWER, month="2026-08")) == ["wards", "localities (made up)"]


def test_without_localities_there_is_no_level_to_choose():
    assert "Level" not in {group.label for group in opened(IOM, level="localities").segmented_control}


def test_a_lead_sees_a_locality_add_up_and_how_many_wards_gave_it():
    group({BANK_TOP: "West", BRINKBURN: "West", COCKERTON: "West"})
    app = opened(IOM, month="2026-10", level="localities", locality="West")
    table = app.dataframe[0].value.set_index("Locality")
    assert table.loc["West", "All"] == WEST
    assert table.loc["West", "Figures from"] == "2 of 3 wards"
    assert table.loc["in no locality", "All"] == PLANTED["Hummersknott"]
    assert f"{WEST:,} nominals (2 of 3 wards have a figure)" in said(app)


@pytest.mark.parametrize(
    "query",
    [
        {"level": "localities", "locality": "West"},
        {"level": "localities", "locality": "West", "trend": "area"},
        {"level": "wards", "ward": COCKERTON, "trend": "locality"},
        {"level": "wards", "ward": COCKERTON},
        {"area": "E06000047", "ward": BELMONT, "trend": "own"},
        {"area": "E06000047", "ward": BELMONT, "trend": "estimate"},
    ],
    ids=str,
)
def test_everyone_else_is_shown_the_one_release_of_the_month(query):
    group({BANK_TOP: "West", BRINKBURN: "West", COCKERTON: "West"})
    app = opened(IOM, Role.VIEWER, **query)
    assert not app.exception
    assert "Level" not in {group.label for group in app.segmented_control}
    words = said(app)
    assert "Estimate: months before" not in words
    assert "2 of 3 wards" not in words


def test_a_wards_months_break_where_wards_changed_and_can_be_shared_out():
    words = said(opened(IOM, area="E06000047", ward=BELMONT))
    assert "wards changed in May 2025" in words
    assert "is the ward of that name then: another ward" in words
    shared = said(opened(IOM, area="E06000047", ward=BELMONT, trend="estimate"))
    assert "Estimate: months before May 2025 are shared out" in shared
    assert "wards changed in" not in said(opened(IOM, area="E06000047", ward=BELMONT, trend="area"))
