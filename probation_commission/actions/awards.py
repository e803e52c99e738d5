"""What an approval sets going: the money, and from the agreement on a service."""

from dataclasses import replace
from datetime import datetime, timedelta

from probation_commission.actions import award_services, ledger
from probation_commission.actions.acting import writing
from probation_commission.actions.of_others import require_others, require_told
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.awards import LONGEST_TERM, AwardTerms, missing_for_agreement
from probation_commission.domain.days import day_of, month_after, today
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.store import audit, funds, ideas, outcomes
from probation_commission.store.database import Connection


def follow(conn: Connection, actor: Person, before: KeptIdea, after: KeptIdea, at: datetime) -> None:
    """What a step of an idea does to the books and to its service, in the transaction of the step.

    `before` and `after`: the idea as it was and as it is. Called for every step, also one taken back. Raises
    `RefusedError` where the pot does not hold it.
    """
    ledger.follow_step(conn, actor, before, after, at)
    if after.stage in {Stage.AGREEMENT, Stage.DELIVERING}:
        award_services.stand(conn, after, at)
    elif after.stage in {Stage.CLOSED, Stage.WITHDRAWN}:
        award_services.end(conn, after, day_of(at))


def settle(person: Person, idea_id: int, terms: AwardTerms) -> KeptIdea:
    """The idea with what is settled before its agreement: its days, who sends people to it, its vetting.

    Raises `NotAllowedError`, and `RefusedError` for an idea that is not approved and for days out of order.
    """
    with writing(person, Permission.DECIDE_IDEAS) as (conn, actor):
        kept = ideas.find(actor.scope, conn, idea_id)
        if kept is None:
            raise RefusedError(f"There is no idea {idea_id} that you may see.")
        require_others(conn, actor, kept)
        # Its partner reads its days and its route as they are settled (decision 325).
        require_told(kept)
        if kept.stage is not Stage.APPROVED:
            raise RefusedError(f"This idea is {kept.stage.label}. Its terms are settled once it is approved.")
        terms = replace(
            terms,
            who_sends=free_text(terms.who_sends, "route of referral", LONGEST_TERM),
            vetting=free_text(terms.vetting, "vetting", LONGEST_TERM),
        )
        settled = replace(kept, idea=terms.of(kept.idea))
        if wrong := missing_for_agreement(settled.idea, funds.find_fund(conn, kept.idea.fund), today()):
            raise RefusedError(*wrong)
        ideas.settle(conn, idea_id, settled.idea)
        if terms.starts and terms.ends:
            # Results are keyed in by whole months.
            last = month_after(terms.ends) - timedelta(days=1)
            outcomes.move_promises(conn, idea_id, terms.starts.replace(day=1), last)
        about = AuditSubject(RecordKind.IDEA, str(idea_id))
        said = {"before": AwardTerms.in_idea(kept.idea).said, "after": terms.said}
        audit.record(conn, actor, "settle terms", about, **said)
    return settled
