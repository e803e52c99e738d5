"""What is asked before an idea is written down or taken a step."""

from collections.abc import Iterable
from dataclasses import replace

from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.scoring import require_free
from probation_commission.domain.access import Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import Idea, KeptIdea
from probation_commission.domain.submission import (
    FIELDS,
    LONGEST,
    LONGEST_CHOICE,
    FieldProblem,
    texts,
    too_large,
)
from probation_commission.domain.words import storable
from probation_commission.intake.people import found_in
from probation_commission.store import database, funds
from probation_commission.store import ideas as store


def visible(conn: database.Connection, actor: Person, idea_id: int) -> KeptIdea:
    """The idea, if the person may see it: their own, or anybody's that was sent in.

    Raises `RefusedError`.
    """
    kept = store.find(actor.scope, conn, idea_id)
    if kept is None:
        raise RefusedError(f"There is no idea {idea_id} that you may see.")
    return kept


def known_fund(conn: database.Connection, slug: str) -> Fund:
    """The fund of that slug. Raises `RefusedError`."""
    fund = funds.find_fund(conn, slug)
    if fund is None:
        raise RefusedError("Choose a fund first.")
    return fund


def decided_with(
    conn: database.Connection, actor: Person, kept: KeptIdea, names: Iterable[str]
) -> tuple[str, ...]:
    """The names of those who decide together with whoever acts, each once.

    Raises `RefusedError` for whoever is not here, does not decide on ideas, or is bound to whoever asks.
    """
    with_them = tuple(dict.fromkeys(name.strip() for name in names if name.strip() not in {"", actor.name}))
    if with_them:
        require_free(conn, actor, kept.id, with_them)
    return with_them


def personal(idea: Idea) -> list[FieldProblem]:
    """Where an idea seems to identify somebody; only the kind of thing is named."""
    signs = ((name, found_in(text)) for name, text in texts(idea))
    return [
        (name, f"This seems to hold {kind}. Take it out: nothing that identifies a person is kept.")
        for name, kind in signs
        if kind
    ]


def kept_as(idea: Idea) -> Idea:
    """The idea as it can be kept. Raises `RefusedError` where it can't."""
    typed = _storable(idea)
    # All of it or nothing: while any text seems to identify a person, nothing is saved (decision 31).
    refuse(too_large(typed) + personal(typed))
    return typed


def _storable(idea: Idea) -> Idea:
    """The idea as typed, without what no database keeps."""
    typed = {name: storable(getattr(idea, name)) for name in (*LONGEST, *LONGEST_CHOICE, "fund")}
    return replace(
        idea,
        **typed,  # type: ignore[arg-type]
        costs=tuple(replace(line, what=storable(line.what)) for line in idea.costs),
        ward_codes=tuple(map(storable, idea.ward_codes)),
        answers=tuple((number, storable(answer)) for number, answer in idea.answers),
    )


def refuse(problems: list[FieldProblem]) -> None:
    """Nothing, where there is no problem. Raises `RefusedError` with all of them."""
    if problems:
        raise RefusedError(*(f"“{FIELDS[name]}”: {sentence}" for name, sentence in dict.fromkeys(problems)))
