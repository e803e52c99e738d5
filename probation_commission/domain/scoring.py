"""How an idea is scored: who has declared what, their scores, who sees whose, and who is left out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from probation_commission.domain.access import Permission, Person
from probation_commission.domain.funds import Criterion
from probation_commission.domain.ideas import KeptIdea, Stage

BEFORE_DECISION = frozenset(
    {Stage.SUBMITTED, Stage.MORE_NEEDED, Stage.ELIGIBLE, Stage.SCORING, Stage.SHORTLISTED, Stage.DEFERRED}
)
"""While an idea stands there it opens to nobody who has not said whether anything binds them."""
SCORES_TO_COME = frozenset({Stage.SUBMITTED, Stage.MORE_NEEDED, Stage.ELIGIBLE, Stage.SCORING})
"""While an idea stands there somebody may still score it, so scores are hidden (decision 309)."""

LONGEST_WHY, LONGEST_CONFLICT, LONGEST_MODERATION = 1000, 500, 2000


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """What somebody gives an idea for one criterion, with the reason in writing."""

    criterion_id: int
    points: int | None
    """0 to 4; None: not given yet."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What somebody declared of an idea and gave it."""

    id: int
    idea_id: int
    who: str
    """The name of their account."""
    key: str
    """Who they are, as `Person.key` has it."""
    conflict: str
    """What binds them to whoever asks; empty: nothing."""
    declared_at: datetime
    in_at: datetime | None
    """When their scores were in; until then they are theirs alone."""
    replaced_at: datetime | None
    scores: tuple[CriterionScore, ...] = ()

    @property
    def points(self) -> dict[int, int]:
        """The points that are given, by criterion."""
        return {one.criterion_id: one.points for one in self.scores if one.points is not None}

    def counts(self, criteria: Sequence[Criterion]) -> bool:
        """Whether it is in and in force, for every criterion that its fund has now.

        One that was put in for another fund, or before a criterion came, is asked for again.
        """
        whole = {one.id for one in criteria} <= self.points.keys()
        return bool(criteria) and self.in_at is not None and self.replaced_at is None and whole


@dataclass(frozen=True, slots=True)
class ModerationNote:
    """What those who scored agreed on when they spoke about it."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class ScoringSeen:
    """What one person may know of how an idea is scored."""

    idea_id: int
    declared: bool
    """Whether they have said if anything binds them."""
    conflict: str = ""
    """What they said does."""
    draft: Assessment | None = None
    """What they have given and not put in."""
    own: Assessment | None = None
    """What they have put in."""
    may_score: bool = False
    shown: bool = False
    """Whether they are shown what others gave."""
    put_in: tuple[str, ...] = ()
    """The names of those whose scores are in, also where the scores are not shown."""
    waits_for: tuple[str, ...] = ()
    """The names of the fund's assessors whose scores are not in."""
    recused: tuple[str, ...] = ()
    """The names of those who are left out for a conflict; told to those who decide."""
    scores: tuple[Assessment, ...] = ()
    earlier: tuple[Assessment, ...] = ()
    """Scores that were in and were replaced, or dropped out with a conflict."""
    notes: tuple[ModerationNote, ...] = ()


def is_left_out(person: Person, kept: KeptIdea) -> bool:
    """Whether somebody is left out without declaring anything.

    They belong to the idea's organisation or wrote it, or nobody has said whom they belong to.
    """
    return kept.is_of(person) or person.is_of_nobody


@dataclass(frozen=True, slots=True)
class KeptScoring:
    """All that is kept of how an idea is scored, whoever may know it."""

    criteria: Sequence[Criterion]
    assessors: Collection[tuple[str, str]]
    """Key and name of those whom the fund names; empty: everybody who may assess ideas."""
    assessments: Sequence[Assessment]
    left_out: Collection[str]
    """The keys of those who belong to its organisation by now, or wrote it: no score of theirs counts."""
    notes: Sequence[ModerationNote]
    shown_until: datetime | None = None
    """When the idea last left a stage at which its scores are shown to all; None: it never has."""


def were_shown(
    assessments: Iterable[Assessment], criteria: Sequence[Criterion], until: datetime | None
) -> bool:
    """Whether scores by these criteria were shown to all before: then nobody scores it anew (decision 324).

    `until`: when the idea last left a stage at which they are.
    """
    asked = {one.id for one in criteria}
    return until is not None and any(
        one.in_at is not None and one.in_at < until and asked <= one.points.keys() for one in assessments
    )


def seen_by(person: Person, kept: KeptIdea, everything: KeptScoring) -> ScoringSeen:
    """What the person may know of how an idea is scored (decision 309)."""
    criteria, assessors = everything.criteria, everything.assessors
    out = everything.left_out
    standing = [one for one in everything.assessments if one.replaced_at is None and one.key not in out]
    mine = [one for one in standing if one.key == person.key]
    conflict = next((one.conflict for one in mine if one.conflict), "")
    if is_left_out(person, kept) or conflict or not person.may(Permission.ASSESS_IDEAS):
        return ScoringSeen(kept.id, bool(mine), conflict)
    counting = [one for one in standing if one.counts(criteria)]
    own = next((one for one in counting if one.key == person.key), None)
    is_assessor = not assessors or person.key in {key for key, _ in assessors}
    bound = {one.key for one in standing if one.conflict}
    done = bound | {one.key for one in counting} | {*out}
    waits = [name for key, name in assessors if key not in done]
    decides = person.may(Permission.DECIDE_IDEAS)
    declared = bool(mine) or kept.stage not in BEFORE_DECISION
    closed = were_shown(everything.assessments, criteria, everything.shown_until)
    # A decision that can be taken back shows nothing: scoring would go on after it.
    stage = kept.told if kept.waits_to_be_told else kept.stage
    over = closed or stage not in SCORES_TO_COME
    shown = declared and (over or own is not None)
    earlier = [one for one in everything.assessments if one.in_at and one not in counting]
    return ScoringSeen(
        kept.id,
        declared,
        draft=next((one for one in mine if one.in_at is None), None),
        own=own,
        may_score=is_assessor
        and bool(criteria)
        and kept.stage is Stage.SCORING
        and bool(mine)
        and not closed,
        shown=shown,
        put_in=tuple(sorted(one.who for one in counting)) if declared else (),
        waits_for=tuple(sorted(waits)) if declared else (),
        recused=tuple(sorted({one.who for one in standing if one.conflict})) if decides else (),
        scores=tuple(counting) if shown else (),
        earlier=tuple(earlier) if shown else (),
        notes=tuple(everything.notes) if shown else (),
    )
