"""`import FILE`: a return checked and accepted."""

import argparse

from probation_commission.actions import returns
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.returns import CheckedFile
from probation_commission.cli.check import add_file, checked, of_places, report_lines
from probation_commission.cli.command import Answer, Group, add_command
from probation_commission.domain.access import Person
from probation_commission.domain.words import plural
from probation_commission.views import losses


def add_to(commands: Group) -> None:
    """The command, added to the others."""
    add_file(add_command(commands, "import", _import, "check a return and accept it"))


def _import(person: Person, words: argparse.Namespace) -> Answer:
    file = checked(person, words)
    # Said before the questions: whoever loads a file twice should not have to answer them first.
    if file.loaded_before:
        raise RefusedError(returns.already_loaded(file.loaded_before, file.withdrawn))
    try:
        answers = of_places(words)
        lost = returns.would_go(returns.answered(file, answers))
        count = returns.accept(person, file, answers)
    # An answer to a question that the file does not ask, or one that is not among the options.
    except ValueError as wrong:
        raise RefusedError(str(wrong), *_questions(file)) from wrong
    except RefusedError as refusal:
        raise RefusedError(*refusal.reasons, *_questions(file)) from refusal
    gone = [
        f"{ret.area.name}, {ret.month:%B %Y}: {losses.went(loss)}"
        for ret in file.reading.returns
        for loss in lost.get(ret.key, ())
    ]
    said = [f"Accepted {plural(count, 'return')}.", *report_lines(file), *gone]
    return {"returns": count, "gone": gone, "said": said}


def _questions(checked: CheckedFile) -> list[str]:
    return [
        f"--answer '{question.key}={value}'  {label}"
        for question in checked.reading.questions
        for value, label in question.options
    ]
