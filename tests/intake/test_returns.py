import hashlib
from datetime import date

import pytest

from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from probation_commission.settings import DATA

KEY = "place:LEA BRIDGE:2023-05"
CONTENT = (DATA / "haringey_iom_2023_05.xlsx").read_bytes()


@pytest.fixture(scope="module")
def reading() -> Reading:
    return returns.read(CONTENT, "C:\\desk\\haringey.xlsx", gazetteer.gazetteer(), date(2026, 11, 22))


def lea_bridge(reading: Reading) -> set[tuple[PlaceKind, tuple[str, ...]]]:
    figures = [f for f in reading.returns[0].figures if f.place and f.place.as_written == "LEA BRIDGE"]
    assert len(figures) == 2  # in the ward table, and in the red one
    return {(f.place.kind, tuple(ward.code for ward in f.place.wards)) for f in figures}


def test_a_reading_knows_its_file(reading: Reading) -> None:
    assert reading.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert reading.file_name == "haringey.xlsx"


def test_which_lea_bridge_is_asked(reading: Reading) -> None:
    (question,) = reading.questions
    assert question.key == KEY
    assert question.prompt == "Lea Bridge is a ward of Hackney and of Waltham Forest. Which one is meant?"
    assert question.options == (
        ("E05009380", "Lea Bridge, Hackney"),
        ("E05013895", "Lea Bridge, Waltham Forest"),
        ("not known", "Not known: keep it as outside Haringey, ward not known"),
    )
    assert [str(cell) for cell in question.cells] == ["Wards!B9", "Wards!D9"]


def test_an_answer_settles_every_cell_of_it(reading: Reading) -> None:
    answered = returns.answer(reading, {KEY: "E05009380"})
    assert answered.questions == ()
    assert lea_bridge(answered) == {(PlaceKind.ELSEWHERE, ("E05009380",))}
    assert lea_bridge(reading) == {
        (PlaceKind.AMBIGUOUS, ("E05009380", "E05013895"))
    }  # the first stays as it was


def test_not_known_keeps_it_outside(reading: Reading) -> None:
    assert lea_bridge(returns.answer(reading, {KEY: "not known"})) == {(PlaceKind.OUTSIDE, ())}


def test_no_answer_leaves_the_question(reading: Reading) -> None:
    assert returns.answer(reading, {}) == reading


@pytest.mark.parametrize("answers", [{"place:BOWES:2023-05": "E05013673"}, {KEY: "E05013590"}, {KEY: ""}])
def test_what_was_not_asked_or_offered_is_refused(reading: Reading, answers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="place:"):
        returns.answer(reading, answers)
