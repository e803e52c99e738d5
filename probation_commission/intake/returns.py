"""The one door for a return: bytes in, what was understood out, with every problem and every question."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from probation_commission.domain.places import Gazetteer, Place, PlaceKind
from probation_commission.domain.returns import Cell, Figure, Question, Reading, Return
from probation_commission.intake import iom, iom_csv, personal, service_headings, service_return, spreadsheet
from probation_commission.intake.findings import Findings
from probation_commission.intake.limits import Format, RefusedError
from probation_commission.intake.service_return import Known
from probation_commission.intake.spreadsheet import Sheet

NOT_KNOWN = "not known"
_LONGEST_FILE_NAME = 255


def read(
    content: bytes,
    file_name: str,
    gazetteer: Gazetteer,
    today: date,
    services: Mapping[str, str] = MappingProxyType({}),
) -> Reading:
    """Return what the file says. Never raises for what is in it: whatever is wrong is among the problems.

    `services`: the slug of each known service by its name.
    """
    blank = Reading(
        re.split(r"[\\/]", file_name)[-1][:_LONGEST_FILE_NAME], hashlib.sha256(content).hexdigest()
    )
    try:
        form, sheets = spreadsheet.sheets(content)
    except RefusedError as refusal:
        return replace(blank, problems=(refusal.problem,))
    if people := personal.problem(sheets):
        return replace(blank, problems=(people,))
    findings = Findings()
    returns = _returns(form, sheets, Known(services, gazetteer, today), findings)
    if not any(figure for one in returns for figure in one.figures) and not findings.problems:
        findings.problem("no figures", "No figures stand in this file. Fill it in and load it again.")
    return replace(blank, returns=returns, problems=tuple(findings.problems), questions=_questions(returns))


def _returns(form: Format, sheets: Sequence[Sheet], known: Known, findings: Findings) -> tuple[Return, ...]:
    """Read the kind of return that the file holds, which its headings tell."""
    if of_services := service_headings.tables(sheets):
        return service_return.read(of_services, known, findings)
    if form is Format.WORKBOOK:
        return iom.read(sheets, known.gazetteer, known.today, findings)
    return iom_csv.read(sheets[0], known.gazetteer, known.today, findings)


def answer(reading: Reading, answers: Mapping[str, str]) -> Reading:
    """Return the reading with the places settled that the answers name.

    `answers` maps the key of a question to the value of one of its options; others stay asked.
    Raises `ValueError` for a question that was not asked or an answer that is no option of it.
    """
    questions = {question.key: question for question in reading.questions}
    for key, value in answers.items():
        if key not in questions:
            raise ValueError(f"Nobody asked {key!r}.")
        if value not in [option for option, _ in questions[key].options]:
            raise ValueError(f"{value!r} is no answer to {key!r}.")
    returns = tuple(_settled(one, answers) for one in reading.returns)
    return replace(reading, returns=returns, questions=_questions(returns))


def _settled(one: Return, answers: Mapping[str, str]) -> Return:
    return replace(one, figures=tuple(_settled_figure(figure, one, answers) for figure in one.figures))


def _settled_figure(figure: Figure, one: Return, answers: Mapping[str, str]) -> Figure:
    place = figure.place
    if place is None or place.kind is not PlaceKind.AMBIGUOUS:
        return figure
    value = answers.get(_key(place, one))
    if value is None:
        return figure
    wards = tuple(ward for ward in place.wards if ward.code == value)
    kind = PlaceKind.ELSEWHERE if wards else PlaceKind.OUTSIDE
    return replace(figure, place=replace(place, kind=kind, wards=wards))


def _key(place: Place, one: Return) -> str:
    return f"place:{place.as_written.upper()}:{one.month:%Y-%m}"


def _questions(returns: tuple[Return, ...]) -> tuple[Question, ...]:
    asked: dict[str, tuple[Place, Return, list[Cell]]] = {}
    for one in returns:
        for figure in one.figures:
            if figure.place and figure.place.kind is PlaceKind.AMBIGUOUS:
                asked.setdefault(_key(figure.place, one), (figure.place, one, []))[2].append(figure.cell)
    return tuple(_question(key, place, one, cells) for key, (place, one, cells) in asked.items())


def _question(key: str, place: Place, one: Return, cells: list[Cell]) -> Question:
    name = place.wards[0].name
    others = " and of ".join(ward.authority.name for ward in place.wards)
    options = [(ward.code, f"{ward.name}, {ward.authority.name}") for ward in place.wards]
    unknown = f"Not known: keep it as outside {one.area.name}, ward not known"
    return Question(
        key,
        f"{name} is a ward of {others}. Which one is meant?",
        (*options, (NOT_KNOWN, unknown)),
        tuple(cells),
    )
