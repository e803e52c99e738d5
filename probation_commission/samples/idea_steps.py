"""The made-up fund with its made-up ideas, put into the store in one transaction."""

from probation_commission.actions.acting import writing
from probation_commission.actions.ideas import promise_of
from probation_commission.domain.access import Permission, Person, Role, Scope
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.ideas import OF_ITS_OWNER, Move, Stage
from probation_commission.samples import fund_setup, ledger, places, scores
from probation_commission.samples.ideas import Example, ExampleMove, examples, fund
from probation_commission.store import audit, funds, idea_steps, ideas, organisations, outcomes
from probation_commission.store.database import Connection

DECIDED_BY = Person("Example lead", Role.LEAD)


def invented() -> set[str]:
    """The names under which the made-up ideas are written and decided on."""
    assessors = {scores.ONE.name, scores.OTHER.name}
    return {example.owner for example in examples(places.here())} | {DECIDED_BY.name} | assessors


def load(person: Person) -> int:
    """Load the fund and those of its ideas that are not there, and return how many ideas were loaded."""
    here = places.here()
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        # One by one: some may have stayed with what people wrote (decision 101).
        there = ideas.illustrative(conn)
        missing = [example for example in examples(here) if (example.owner, example.idea.title) not in there]
        if not missing:
            return 0
        funds.put_funds(conn, [fund(here)])
        fund_setup.load(conn)
        for example in missing:
            _load(conn, example)
        scores.load(conn)
        subject = AuditSubject(RecordKind.ILLUSTRATIVE, "")
        audit.record(conn, actor, "load illustrative ideas", subject, after=f"{len(missing)} ideas")
    return len(missing)


def _load(conn: Connection, example: Example) -> None:
    owner = Person(example.owner, Role.PARTNER)
    number = ideas.add(conn, owner, example.idea, example.written, illustrative=True)
    before = Stage.DRAFT
    for step in example.steps:
        _take(conn, number, before, step, owner)
        before = step.to
    if kept := ideas.find(Scope.everything(), conn, number):
        ledger.write_down(
            conn, DECIDED_BY, kept, [(one.to, one.on, one.award_pence) for one in example.steps]
        )


def _take(conn: Connection, number: int, before: Stage, step: ExampleMove, owner: Person) -> None:
    who = owner if step.to in OF_ITS_OWNER else DECIDED_BY
    kept = ideas.find(Scope.everything(), conn, number)
    sent = kept.idea if kept and step.to is Stage.SUBMITTED else None
    if sent:
        ideas.give_to(conn, number, organisations.known_or_new(conn, owner.name, illustrative=True))
        if before is Stage.DRAFT:
            idea_steps.name(conn, number, step.on)
    told_at = step.on if step.told else None
    ideas.move(conn, who, number, Move(step.on, who.name, before, step.to, step.reason, told_at, sent=sent))
    if step.award_pence:
        idea_steps.put_award(conn, number, step.award_pence, step.condition, step.expects_a_year)
    kept = ideas.find(Scope.everything(), conn, number)
    if kept and step.to is Stage.APPROVED and step.told:
        outcomes.add_promise(conn, promise_of(kept, step.on.date()))
