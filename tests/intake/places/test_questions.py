"""A name that is no ward's is asked about and never guessed; what may be somebody's is not repeated."""

from datetime import UTC, date, datetime

import pytest

from probation_commission.domain.places import Alias, PlaceKind
from probation_commission.geography import gazetteer as places
from probation_commission.intake import returns
from probation_commission.intake.places.questions import ANOTHER, LEFT_OUT, NOT_KNOWN, OUTSIDE
from probation_commission.intake.places.suggestions import suggested
from tests.files import Borough

GAZETTEER = places.gazetteer()
HARINGEY, DURHAM = (GAZETTEER.authority(name) for name in ("Haringey", "County Durham"))
TODAY, MAY = date(2026, 11, 22), date(2023, 5, 1)
HEADER = "area,month,ward,rag,count\n"
TOTTENHAM_HALE = "E05013602"


def read(rows, gazetteer=GAZETTEER):
    return returns.read((HEADER + rows).encode(), "iom.csv", gazetteer, TODAY)


def names(text, area=HARINGEY, on=MAY):
    suggestions = suggested(text, GAZETTEER, area, on)
    return (
        [f"{w.name}, {w.in_force_from.year}, {w.authority.name}" for w in suggestions.wards]
        if suggestions
        else []
    )


def test_the_areas_own_wards_come_first_then_its_other_sets_then_neighbours():
    assert names("Tottnham Hale")[0] == "Tottenham Hale, 2022, Haringey"
    assert names("Tottnham Hale")[-1] == "Tottenham Green, 2002, Haringey"
    assert "Bruce Grove, 2002, Haringey" in names("Bruce Grv")  # abolished in 2022
    assert names("Belmnt", GAZETTEER.authority("Darlington"), date(2026, 5, 1))[-1] == (
        "Belmont, 2025, County Durham"
    )
    assert names("Belmnt", DURHAM, date(2025, 5, 1))[0] == "Belmont, 2025, County Durham"
    assert names("Belmnt", DURHAM, date(2025, 4, 1))[0] == "Belmont, 2013, County Durham"


@pytest.mark.parametrize(
    "text",
    [
        "John Smith",
        "Kevin Brown",
        "David Seaham",  # half of it is a ward
        "12 Bruce Grove",  # an address
        "Bruce Grove, lives with his mother",
        "Bruce Grove 07700",
        "Tottenham " * 8,
        "Atlantis",
    ],
)
@pytest.mark.parametrize("area", [HARINGEY, DURHAM])
def test_what_may_be_somebodys_words_is_asked_about_by_its_cell_alone(text, area):
    assert names(text, area) == []
    reading = read(f'{area.name},2023-05,"{text}",,1\n{area.name},2023-05,NFA,,2\n')
    assert reading.problems == ()
    (question,) = reading.questions
    assert question.key.endswith(":C2")
    assert "C2 is no ward" in question.prompt
    assert text not in repr(reading)


LANE = "Haringey,2023-05,Zebedee Lane,,3\nHaringey,2023-06,Zebedee Lane,red,2\nHaringey,2023-06,NFA,,1\n"


def unshown(rows=LANE):
    reading = read(rows)
    (question,) = reading.questions
    return reading, question


@pytest.mark.parametrize(
    ("answer", "kinds", "notes"),
    [
        (LEFT_OUT, [], ("C2: left out.",)),
        (OUTSIDE, [PlaceKind.OUTSIDE, PlaceKind.OUTSIDE], ()),
        (NOT_KNOWN, [PlaceKind.KEPT, PlaceKind.KEPT], ()),
        (TOTTENHAM_HALE, [PlaceKind.WARD, PlaceKind.WARD], ()),
    ],
)
def test_what_stands_in_a_cell_is_what_somebody_says(answer, kinds, notes):
    reading, question = unshown()
    answered = returns.answer(reading, {question.key: answer})
    assert [place.kind for place in places_of(answered)] == [*kinds, PlaceKind.NO_FIXED_ABODE]
    assert tuple(note for ret in answered.returns for note in ret.notes) == notes
    assert (answered.questions, answered.problems) == ((), ())
    assert "Zebedee" not in repr(answered)
    assert returns.confirmed(reading, {question.key: answer}) == ()  # its words are not remembered


def test_a_return_of_which_nothing_is_left_is_none():
    reading, question = unshown("Haringey,2023-05,Zebedee Lane,,3\n")
    answered = returns.answer(reading, {question.key: LEFT_OUT})
    assert [problem.code for problem in answered.problems] == ["no figures"]
    assert answered.returns == ()


def test_a_file_of_another_area_is_refused_and_not_asked_about_row_by_row():
    rows = "".join(f"Haringey,2023-05,Zebedee {number},,3\n" for number in range(40))
    reading = read(rows)
    (problem,) = reading.problems
    assert (problem.code, str(problem.cell)) == ("unknown wards", "C2")
    assert problem.message.startswith("40 different texts in the column of wards are no ward known here")
    assert "Zebedee" not in repr(reading)


def asked(rows="Haringey,2023-05,Tottnham Hale,,3\nHaringey,2023-05,TOTTNHAM HALE,red,2\n"):
    reading = read(rows)
    assert not reading.problems
    (question,) = reading.questions
    return reading, question


def test_the_question_names_the_place_its_cells_and_what_it_may_be():
    _, question = asked()
    assert question.prompt == "\u2018Tottnham Hale\u2019 is no ward of Haringey in May 2023. Which is meant?"
    assert question.options[0] == (TOTTENHAM_HALE, "Tottenham Hale, Haringey")
    assert ("E05000280", "Tottenham Green, Haringey (a ward from 2002 to 2022)") in question.options
    assert [value for value, _ in question.options[-2:]] == [ANOTHER, NOT_KNOWN]
    assert [str(cell) for cell in question.cells] == ["E2", "E3"]
    assert "ottnham" not in question.key.casefold()


def test_two_months_of_one_ward_set_ask_once_and_two_areas_ask_twice():
    rows = "Haringey,2023-05,Tottnham Hale,,3\nHaringey,2023-06,Tottnham Hale,,3\n"
    assert len(read(rows).questions) == 1
    before = "Haringey,2022-04,Tottnham Hale,,3\n"  # the wards before May 2022
    assert len(read(rows + before).questions) == 2


def places_of(reading):
    return [figure.place for ret in reading.returns for figure in ret.figures]


def test_a_ward_that_is_chosen_settles_every_cell_and_is_confirmed():
    reading, question = asked()
    answers = {question.key: TOTTENHAM_HALE}
    answered = returns.answer(reading, answers)
    assert {(p.kind, p.ward.code) for p in places_of(answered)} == {(PlaceKind.WARD, TOTTENHAM_HALE)}
    assert not answered.questions
    (confirmed,) = returns.confirmed(reading, answers)
    assert (confirmed.area_code, confirmed.ward_set) == (HARINGEY.code, "E09000014-2022")
    assert (confirmed.name, confirmed.ward_code) == ("tottnham hale", TOTTENHAM_HALE)


def test_an_older_ward_that_is_chosen_is_an_abolished_one():
    reading, question = asked("Haringey,2023-05,Bruce Grv,,3\n")
    bruce_grove = next(value for value, label in question.options if label.startswith("Bruce Grove"))
    (place,) = places_of(returns.answer(reading, {question.key: bruce_grove}))
    assert place.kind is PlaceKind.ABOLISHED


def test_not_known_keeps_the_count_without_the_name_and_confirms_nothing():
    reading, question = asked()
    answered = returns.answer(reading, {question.key: NOT_KNOWN})
    assert {(p.kind, p.as_written, p.ward) for p in places_of(answered)} == {(PlaceKind.KEPT, "", None)}
    assert not answered.problems
    assert not returns.confirmed(reading, {question.key: NOT_KNOWN})


def test_another_place_is_a_problem_for_each_cell():
    reading, question = asked()
    answered = returns.answer(reading, {question.key: ANOTHER})
    assert [str(problem.cell) for problem in answered.problems] == ["E2", "E3"]
    assert "Correct it in the file" in answered.problems[0].message


@pytest.mark.parametrize("first", [True, False])
def test_two_rows_that_turn_out_to_be_one_ward_are_a_problem(first):
    rows = ["Haringey,2023-05,Tottnham Hale,,3\n", "Haringey,2023-05,Tottenham Hale,,2\n"]
    reading, question = asked("".join(rows if first else reversed(rows)))
    (problem,) = returns.answer(reading, {question.key: TOTTENHAM_HALE}).problems
    assert problem.code == "ward twice"
    assert {"E2", "E3"} <= set(problem.message.replace(".", " ").split())


def test_unanswered_leaves_the_question_open():
    reading, _ = asked()
    assert returns.answer(reading, {}) == reading


def test_a_workbook_asks_too():
    reading = returns.read(
        Borough(wards=[("HARINGAY WRD", 7, 3), ("NFA", 5, 2)]).file(), "iom.xlsx", GAZETTEER, TODAY
    )
    (question,) = reading.questions
    assert question.options[0][1] == "Harringay, Haringey"
    assert [str(cell) for cell in question.cells] == ["Wards!B2", "Wards!D2"]


CONFIRMED_AT = datetime(2026, 10, 3, 9, tzinfo=UTC)
ALIAS = Alias(HARINGEY.code, "E09000014-2022", "tottnham hale", TOTTENHAM_HALE, "Local lead", CONFIRMED_AT)


def test_a_confirmed_name_is_read_next_time_and_said():
    reading = read("Haringey,2023-05,TOTTNHAM  Hale,,3\n", GAZETTEER.with_aliases([ALIAS]))
    assert not reading.questions
    assert [place.ward.code for place in places_of(reading)] == [TOTTENHAM_HALE]
    assert reading.notes == (
        "\u2018TOTTNHAM Hale\u2019 read as Tottenham Hale, as confirmed by Local lead on 3 October 2026.",
    )


@pytest.mark.parametrize(
    "row",
    [
        "Haringey,2022-04,Tottnham Hale,,3\n",  # other wards were in force
        "Enfield,2023-05,Tottnham Hale,,3\n",  # another area
    ],
)
def test_a_confirmed_name_holds_for_its_area_and_ward_set_alone(row):
    assert read(row, GAZETTEER.with_aliases([ALIAS])).questions


def test_a_confirmed_name_never_wins_over_a_ward_of_that_name():
    wrong = Alias(HARINGEY.code, "E09000014-2022", "noel park", TOTTENHAM_HALE, "Local lead", CONFIRMED_AT)
    (place,) = places_of(read("Haringey,2023-05,Noel Park,,3\n", GAZETTEER.with_aliases([wrong])))
    assert place.ward.name == "Noel Park"
    assert GAZETTEER.resolve("Tottnham Hale", HARINGEY, MAY).kind is PlaceKind.UNRECOGNISED  # untouched
