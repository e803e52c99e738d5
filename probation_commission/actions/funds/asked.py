"""What the ideas of a fund are scored by and asked, and who scores them."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.funds.trail import UNCHANGED, own, record
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.domain import fund_terms as terms
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.funds import CHOOSE_ASSESSORS, POINTS, Criterion, FundAssessor, FundQuestion
from probation_commission.store import funds as store


def put_criterion(person: Person, slug: str, written: Criterion) -> int:
    """The number of a criterion, new (0) or changed. Raises `RefusedError` with every problem at once.

    One by whose words ideas were scored is taken out, and a new one stands in its place: no score is left
    beside words that nobody went by. Its weight alone can be changed.
    """
    with writing(person, Permission.MANAGE_FUNDS) as (conn, actor):
        own(conn, actor, slug)
        before = _one(store.criteria(conn, slug), written.id, "criterion") if written.id else None
        one = _checked_criterion(written)
        if one == before:
            raise RefusedError(UNCHANGED)
        number = one.id
        reworded = before is not None and (one.text, one.words) != (before.text, before.words)
        if before is None:
            number = store.add_criterion(conn, slug, one)
        elif reworded and store.is_scored(conn, number):
            number = store.add_criterion(conn, slug, one, store.take_out_criterion(conn, number))
        else:
            store.rewrite_criterion(conn, one)
        was = _criterion(before) if before else ""
        record(conn, actor, "write criterion", slug, before=was, after=_criterion(one))
    return number


def take_out_criterion(person: Person, slug: str, number: int) -> None:
    """A criterion that ideas are scored by no more; what was scored by it stays. Raises `RefusedError`."""
    with writing(person, Permission.MANAGE_FUNDS) as (conn, actor):
        own(conn, actor, slug)
        before = _one(store.criteria(conn, slug), number, "criterion")
        store.take_out_criterion(conn, number)
        record(conn, actor, "take out criterion", slug, before=_criterion(before))


def put_question(person: Person, slug: str, written: FundQuestion) -> int:
    """The number of a question, new (0) or changed; one that was answered is asked anew. Raises as above."""
    with writing(person, Permission.MANAGE_FUNDS) as (conn, actor):
        own(conn, actor, slug)
        before = _one(store.questions(conn, slug), written.id, "question") if written.id else None
        problems: list[str] = []
        text = collected(problems, written.text, "question", terms.LONGEST_QUESTION)
        problems += [] if text else ["Write the question."]
        problems += [UNCHANGED] if before and before.text == text else []
        if problems:
            raise RefusedError(*problems)
        one = replace(written, text=text)
        number = one.id
        if before is None:
            number = store.add_question(conn, slug, one)
        elif store.is_answered(conn, number):
            number = store.add_question(conn, slug, one, store.take_out_question(conn, number))
        else:
            store.rewrite_question(conn, one)
        record(conn, actor, "write question", slug, before=before.text if before else "", after=text)
    return number


def take_out_question(person: Person, slug: str, number: int) -> None:
    """A question that is asked no more; what was answered to it stays. Raises `RefusedError`."""
    with writing(person, Permission.MANAGE_FUNDS) as (conn, actor):
        own(conn, actor, slug)
        before = _one(store.questions(conn, slug), number, "question")
        store.take_out_question(conn, number)
        record(conn, actor, "take out question", slug, before=before.text)


def put_assessors(person: Person, slug: str, numbers: Collection[int]) -> None:
    """Who scores a fund's ideas from now on, by their accounts; nobody: all who may assess ideas.

    Raises `RefusedError` for somebody who can't.
    """
    with writing(person, Permission.MANAGE_FUNDS) as (conn, actor):
        own(conn, actor, slug)
        before = store.assessors(conn, slug)
        known = {one.id: one for one in [*before, *store.may_assess(conn)]}
        if unknown := set(numbers) - known.keys():
            raise RefusedError(f"{len(unknown)} of those chosen can’t assess ideas any more. Choose again.")
        if set(numbers) == {one.id for one in before}:
            raise RefusedError(UNCHANGED)
        store.put_assessors(conn, slug, numbers)
        after = [known[number] for number in sorted(set(numbers))]
        record(conn, actor, CHOOSE_ASSESSORS, slug, before=_accounts(before), after=_accounts(after))


def may_assess(person: Person) -> list[FundAssessor]:
    """Everybody who can be chosen to score the ideas of a fund, by name. Raises `NotAllowedError`."""
    with reading(person, Permission.MANAGE_FUNDS) as (conn, _):
        return store.may_assess(conn)


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


_Kept = TypeVar("_Kept", bound=_Numbered)


def _one(those: Iterable[_Kept], number: int, what: str) -> _Kept:
    """The one of that number. Raises `RefusedError` where it was taken out meanwhile."""
    found = next((one for one in those if one.id == number), None)
    if found is None:
        raise RefusedError(f"This {what} was taken out meanwhile. Nothing was changed.")
    return found


def _checked_criterion(written: Criterion) -> Criterion:
    problems: list[str] = []
    words = tuple(
        collected(problems, text, f"words for {points}", terms.LONGEST_WORDS)
        for points, text in zip(POINTS, written.words, strict=True)
    )
    text = collected(problems, written.text, "criterion", terms.LONGEST_CRITERION)
    one = Criterion(written.id, text, written.weight, (words[0], words[1], words[2], words[3], words[4]))
    problems += terms.wrong_with_criterion(one)
    if problems:
        raise RefusedError(*problems)
    return one


def _criterion(one: Criterion) -> str:
    """A criterion in a line of the audit trail."""
    words = "; ".join(f"{points}: {text}" for points, text in zip(POINTS, one.words, strict=True))
    return f"{one.text} (weight {one.weight}); {words}"


def _accounts(those: Iterable[FundAssessor]) -> str:
    """The numbers of accounts: an entry points to who it was, and has no name of anybody."""
    return ", ".join(f"account {one.id}" for one in sorted(those, key=lambda one: one.id)) or "nobody"
