"""Doubts about places that only a person can settle, and what their answers make of a return."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from probation_commission.domain.days import day
from probation_commission.domain.places import (
    Place,
    PlaceKind,
    Ward,
    as_ward,
    bare,
)
from probation_commission.domain.returns import Cell, Figure, Problem, Question, Reading, Return
from probation_commission.intake.places.same_place import place_key

NOT_KNOWN = "not known"
ANOTHER = "another place"
OUTSIDE = "outside"
LEFT_OUT = "left out"
_ASKED = frozenset({PlaceKind.AMBIGUOUS, PlaceKind.UNRECOGNISED})


@dataclass(frozen=True, slots=True)
class ConfirmedName:
    """A name of an area, said to mean a ward in the months of one ward set."""

    area_code: str
    ward_set: str
    """Its key."""
    name: str
    """As `bare` gives it."""
    ward_code: str


def questions(returns: Iterable[Return]) -> tuple[Question, ...]:
    """What has to be asked: once for each name, area and ward set."""
    asked: dict[str, tuple[Place, Return, list[Cell]]] = {}
    for ret in returns:
        for figure, place in _doubtful(ret):
            key = _key(place, ret)
            asked.setdefault(key, (place, ret, []))[2].append(figure.cell)
    return tuple(_question(key, place, ret, tuple(cells)) for key, (place, ret, cells) in asked.items())


def read_by_alias(returns: Iterable[Return]) -> tuple[str, ...]:
    """A sentence for each name that was read as a ward because somebody confirmed it before."""
    sentences: dict[str, None] = {}
    for place in (figure.place for ret in returns for figure in ret.figures):
        if place and place.alias and place.ward:
            person, on = place.alias.confirmed_by, day(place.alias.confirmed_at)
            sentence = (
                f"\u2018{place.as_written}\u2019 read as {place.ward.name}, as confirmed by {person} on {on}."
            )
            sentences[sentence] = None
    return tuple(sentences)


def answer(reading: Reading, answers: Mapping[str, str]) -> Reading:
    """The reading with the places settled that the answers name.

    `answers` maps the key of a question to the value of one of its options; others stay asked. A name that is
    another place, and two rows that turn out to be one ward, are problems. Raises `ValueError` for a question
    that was not asked or an answer that is no option of it.
    """
    _refuse_unasked(reading, answers)
    settled = _Settled(answers)
    every = (settled.settle(ret) for ret in reading.returns)
    returns = tuple(ret for ret in every if ret.figures)
    if not returns and reading.returns:
        settled.problems.append(Problem("no figures", "Every row was left out, so that no figure stays."))
    open_questions = tuple(question for question in questions(returns) if question.key not in answers)
    problems = (*reading.problems, *settled.problems)
    return replace(reading, returns=returns, questions=open_questions, problems=problems)


def confirmed(reading: Reading, answers: Mapping[str, str]) -> tuple[ConfirmedName, ...]:
    """The names that the answers say are wards, for next time."""
    names: dict[ConfirmedName, None] = {}
    for ret in reading.returns:
        for _, place in _doubtful(ret):
            ward = _chosen_ward(place, answers.get(_key(place, ret)))
            # "TOTTNHAM HALE" in months of Haringey's wards since 2022 alone (decision 53).
            if place.suggested and ward:
                name = bare(place.as_written)
                names[ConfirmedName(ret.area.code, place.suggested.ward_set, name, ward.code)] = None
    return tuple(names)


def _refuse_unasked(reading: Reading, answers: Mapping[str, str]) -> None:
    asked = {question.key: question for question in reading.questions}
    for key, value in answers.items():
        if key not in asked:
            raise ValueError(f"Nobody asked {key!r}.")
        if value not in [option for option, _ in asked[key].options]:
            raise ValueError(f"{value!r} is no answer to {key!r}.")


@dataclass(slots=True)
class _Settled:
    answers: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def settle(self, ret: Return) -> Return:
        """The return with the places that were answered; what is wrong with them is added to the problems."""
        left_out = [figure for figure in ret.figures if self._is_left_out(figure, ret)]
        before = tuple(figure for figure in ret.figures if figure not in left_out)
        figures = tuple(self._figure(figure, ret) for figure in before)
        self.problems += _twice(before, figures)
        cells = dict.fromkeys(f"{figure.place.as_written}: left out." for figure in left_out if figure.place)
        return replace(ret, figures=figures, notes=(*ret.notes, *cells))

    def _is_left_out(self, figure: Figure, ret: Return) -> bool:
        """Whether somebody said that the row of a figure is no place of its own: a subtotal, a heading."""
        place = figure.place
        return place is not None and place.kind in _ASKED and self.answers.get(_key(place, ret)) == LEFT_OUT

    def _figure(self, figure: Figure, ret: Return) -> Figure:
        place = figure.place
        if place is None or place.kind not in _ASKED:
            return figure
        value = self.answers.get(_key(place, ret))
        if value is None:
            return figure
        if value == ANOTHER:
            self.problems.append(_correct(place, figure.cell))
            return figure
        return replace(figure, place=_settled(place, value, ret))


def _settled(place: Place, value: str, ret: Return) -> Place:
    ward = _chosen_ward(place, value)
    if value == OUTSIDE:
        return Place(PlaceKind.OUTSIDE.label, PlaceKind.OUTSIDE)
    if ward and _is_unshown(place):
        return as_ward(ward.name, ward, ret.area, ret.month)
    if place.kind is PlaceKind.AMBIGUOUS:
        # "Lea Bridge" is a ward of Hackney and of Waltham Forest: never chosen for whoever sent it.
        kind = PlaceKind.ELSEWHERE if ward else PlaceKind.OUTSIDE
        return replace(place, kind=kind, wards=(ward,) if ward else ())
    if ward is None:
        # "Not known": the name is dropped, its count kept beside the map (decision 53).
        return Place("", PlaceKind.KEPT)
    return as_ward(place.as_written, ward, ret.area, ret.month)


def _chosen_ward(place: Place, value: str | None) -> Ward | None:
    offered = place.suggested.wards if place.suggested else place.wards
    return next((ward for ward in offered if ward.code == value), None)


def _correct(place: Place, cell: Cell) -> Problem:
    return Problem(
        "unknown ward", f"{cell}: \u2018{place.as_written}\u2019 is no ward. Correct it in the file.", cell
    )


def _twice(before: Iterable[Figure], after: Iterable[Figure]) -> Iterator[Problem]:
    """A problem for each settled row that turns out to be a place that another row counts already."""
    first: dict[object, Cell] = {}
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if new.place and new.place.wards]
    # Rows that needed no answer first, so that it is the answered one that repeats them.
    for old, new in sorted(pairs, key=lambda pair: pair[0].place is not pair[1].place):
        assert new.place  # noqa: S101 (filtered above, which mypy cannot see)
        part = (new.measure, new.rag, new.breakdown, new.category)
        cell = first.setdefault((part, place_key(new.place)), new.cell)
        if cell != new.cell and old.place is not new.place:
            name = new.place.wards[0].name
            message = f"{cell} and {new.cell} are then both {name}. Put both into one row of the file."
            yield Problem("ward twice", message, new.cell)


def _doubtful(ret: Return) -> Iterator[tuple[Figure, Place]]:
    for figure in ret.figures:
        if figure.place and figure.place.kind in _ASKED:
            yield figure, figure.place


def _is_unshown(place: Place) -> bool:
    """Whether a place is asked about by its cell alone."""
    return place.kind is PlaceKind.UNRECOGNISED and place.suggested is None


def _key(place: Place, ret: Return) -> str:
    if _is_unshown(place):
        known = place.wards[0].in_force_from if place.wards else ""
        return f"row:{ret.area.code}:{known}:{place.as_written}"
    if place.suggested is None:
        return f"place:{place.as_written.upper()}:{ret.month:%Y-%m}"
    # The key stands in forms and on the command line, so it holds no word that may be somebody's.
    name = hashlib.sha256(bare(place.as_written).encode()).hexdigest()[:12]
    return f"ward:{place.suggested.ward_set}:{name}"


def _question(key: str, place: Place, ret: Return, cells: tuple[Cell, ...]) -> Question:
    suggested = place.suggested
    if _is_unshown(place):
        prompt, options = _what_is_it(place, ret)
    elif suggested:
        prompt, options = _which_ward(place, ret, suggested.wards)
    else:
        prompt, options = _which_authority(place, ret)
    return Question(key, prompt, options, cells)


def _which_authority(place: Place, ret: Return) -> tuple[str, tuple[tuple[str, str], ...]]:
    name = place.wards[0].name
    others = " and of ".join(ward.authority.name for ward in place.wards)
    options = [(ward.code, f"{ward.name}, {ward.authority.name}") for ward in place.wards]
    unknown = f"Not known: keep it as outside {ret.area.name}, ward not known"
    return f"{name} is a ward of {others}. Which one is meant?", (*options, (NOT_KNOWN, unknown))


def _which_ward(
    place: Place, ret: Return, wards: tuple[Ward, ...]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    prompt = (
        f"\u2018{place.as_written}\u2019 is no ward of {ret.area.name} in {ret.month:%B %Y}. Which is meant?"
    )
    options = [(ward.code, f"{ward.name}, {ward.authority.name}{_years(ward, ret)}") for ward in wards]
    correct = (ANOTHER, "It is another place: correct the file")
    unknown = (NOT_KNOWN, "Not known: keep the count beside the map, without this name")
    return prompt, (*options, correct, unknown)


def _what_is_it(place: Place, ret: Return) -> tuple[str, tuple[tuple[str, str], ...]]:
    prompt = (
        f"What stands in {place.as_written} is no ward of {ret.area.name} in {ret.month:%B %Y}, nor a "
        "neighbour’s. What is it? Its words are not shown, in case they are somebody’s."
    )
    wards = [(ward.code, f"{ward.name}, {ward.authority.name}") for ward in place.wards]
    return prompt, (
        (LEFT_OUT, "No place: a heading, a subtotal or a note. Leave the row out"),
        (OUTSIDE, f"A place outside {ret.area.name}"),
        *wards,
        (NOT_KNOWN, "Not known, or in custody: keep the count beside the map"),
    )


def _years(ward: Ward, ret: Return) -> str:
    if ward.in_force(ret.month):
        return ""
    ends = f" to {ward.in_force_to.year}" if ward.in_force_to else ""
    return f" (a ward {'from' if ends else 'since'} {ward.in_force_from.year}{ends})"
