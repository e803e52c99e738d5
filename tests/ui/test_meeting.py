"""The frame of the wall: what stands in a head, and that a table says what it leaves out."""

from streamlit.testing.v1 import AppTest

from probation_commission.ui.data import loaders
from probation_commission.views import marks

IMPORTS = "import pandas as pd\nfrom probation_commission.ui.meeting import frame\n"
A_TABLE = "frame.table(pd.DataFrame({'Idea': list('abcd')}), most=3, rest_on='Ideas')"
A_HEAD = "frame.head('12 of 20 *started*. The rest wait.', made_up=['all 6 services'])"


def drawn(line: str) -> AppTest:
    return AppTest.from_string(IMPORTS + line).run()


def test_a_table_has_the_rows_that_a_wall_has_room_for_and_says_how_many_more_there_are():
    app = drawn(A_TABLE)
    assert len(app.table[0].value) == 3
    assert [caption.value for caption in app.caption] == ["And 1 more, on the page Ideas."]


def test_the_first_sentence_is_the_title_with_a_mark_where_figures_are_made_up(home):  # noqa: ARG001
    app = drawn(A_HEAD)
    assert [title.value for title in app.title] == ["12 of 20 \\*started\\*."]
    mark, rest = (element.proto.body for element in app.get("html"))
    assert "Made up: do not quote" in mark
    assert "The rest wait." in rest


def test_the_wall_says_in_the_words_of_a_page_that_nothing_on_it_is_made_up(home, monkeypatch):  # noqa: ARG001
    monkeypatch.setattr(loaders, "illustrative_loaded", lambda: True)
    app = drawn("frame.head('5 of 9 services are live.')")
    assert [marks.NONE_HERE in element.proto.body for element in app.get("html")] == [True]
