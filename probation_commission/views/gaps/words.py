"""What is missing in sentences: the finding, why a gap stands where it does, what is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isinf

from probation_commission.analysis.gaps import (
    NEAR,
    AskedCount,
    AtPlaces,
    CohortCount,
    Evidence,
    NeedShare,
    Provision,
    RankedGap,
    ServiceReferrals,
    UntoldSample,
)
from probation_commission.domain.days import in_full
from probation_commission.domain.gaps import EVIDENCE_MONTHS, GapGroup, GapVerdict, OutsideService
from probation_commission.domain.ranges import Range
from probation_commission.domain.words import listed, plural
from probation_commission.views.marks import MADE_UP, tagged
from probation_commission.views.referrals import words as periods

NO_EVIDENCE = f"none of the last {EVIDENCE_MONTHS} months"
NOT_LISTED = (
    "“None known here” is no proof that there is none: nationally only the commissioned rehabilitative "
    "services (CRS) are listed. What a council, the NHS, a commissioner or a charity runs besides is known "
    "where somebody entered it."
)
NOTHING_TOLD = (
    f"neither unmet demand nor needs of the last {EVIDENCE_MONTHS} months are counted here, so this goes by "
    "what is missing alone"
)
GROUP_WORDS: Mapping[GapGroup, str] = {
    GapGroup.MEN: "men",
    GapGroup.WOMEN: "women",
    GapGroup.YOUNG: "those aged 18 to 25",
    GapGroup.IOM: "IOM nominals",
}
_MOST_NAMED, _MORE = 3, 2


@dataclass(frozen=True, slots=True)
class GapsLand:
    """The areas that are looked at: what they are called together, and each by its code."""

    name: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Alike:
    """Gaps that differ by area alone."""

    first: RankedGap
    codes: tuple[str, ...]

    @property
    def groups(self) -> tuple[GapGroup, ...]:
        """Those that lack a service."""
        return tuple(one.cell.group for one in self.first.gaps)

    @property
    def unsure(self) -> bool:
        """Whether it is only not confirmed, so to be asked about before anything is bought."""
        return all(one.verdict is GapVerdict.UNCONFIRMED for one in self.first.gaps)


def finding(
    gaps: Sequence[RankedGap], land: GapsLand, looked_at: Sequence[GapGroup], pathway: str = ""
) -> str:
    """What to commission next and why, in one sentence; `gaps` as they are ranked.

    `pathway`: the only one that is looked at.
    """
    if not gaps:
        whom = listed(GROUP_WORDS[one] for one in looked_at)
        return f"By what is known here, {pathway or 'every pathway'} is open to {whom} in {land.name}."
    first, *others = _alike(gaps)
    gap = first.first
    begins = "Confirm first" if first.unsure else "Commission next"
    why = ", and ".join([_lacking(gap), *([_need_in_short(gap)] if gap.ranks else [])])
    shown = [one for one in others if one.first.ranks or not one.unsure][:_MORE]
    then = [
        f"{_verb(one, before)}{one.first.cell.pathway} {_for(one)}{_where(one, land, before)} "
        f"({_lacking(one.first)})"
        for before, one in pairwise([first, *shown])
    ]
    parts = [
        f"{begins}: {gap.cell.pathway} {_for(first)}{_where(first, land)}: {why}",
        *([f"then {listed(then)}"] if then else []),
        *([] if gap.ranks else [NOTHING_TOLD]),
    ]
    return f"{'; '.join(parts)}."


def _alike(gaps: Sequence[RankedGap]) -> list[_Alike]:
    """The gaps put together, in their order: one with evidence of its own stands by itself."""
    together: dict[tuple[object, ...], list[RankedGap]] = {}
    for gap in gaps:
        own = gap.cell.area_code if gap.ranks else None
        key = (gap.cell.pathway, tuple((one.cell.group, one.said) for one in gap.gaps), own)
        together.setdefault(key, []).append(gap)
    return [_Alike(those[0], tuple(gap.cell.area_code for gap in those)) for those in together.values()]


def _verb(one: _Alike, before: _Alike) -> str:
    """What is to be done with it, where that is not what is to be done with the one before."""
    if one.unsure == before.unsure:
        return ""
    return "confirm " if one.unsure else "commission "


def _for(one: _Alike) -> str:
    return f"for {listed(GROUP_WORDS[group] for group in one.groups)}"


def _where(one: _Alike, land: GapsLand, before: _Alike | None = None) -> str:
    if before and one.codes == before.codes:
        return ""
    if len(one.codes) <= _MOST_NAMED:
        return f" in {listed(land.names[code] for code in one.codes)}"
    if len(one.codes) == len(land.names):
        return f" in {land.name}"
    return f" in {len(one.codes)} of {len(land.names)} areas"


def _lacking(gap: RankedGap) -> str:
    """`none known here`, or `men: in custody only, women: closed` where those who lack one differ."""
    words = {one.cell.group: _without_brackets(one) for one in gap.gaps}
    if len(set(words.values())) == 1:
        return next(iter(words.values()))
    return ", ".join(f"{GROUP_WORDS[group]}: {said}" for group, said in words.items())


def _without_brackets(one: Provision) -> str:
    """`closed for men`; what is not for them says itself for whom it is."""
    return f"{one.words} for {one.of}" if one.of and one.verdict is not GapVerdict.NOT_FOR else one.words


def verdicts(gap: RankedGap) -> str:
    """`none known here`, or `men: in custody only; women: open` where the groups differ."""
    words = {one.cell.group: _without_brackets(one) for one in gap.provisions}
    if len(set(words.values())) == 1:
        return next(iter(words.values()))
    return "; ".join(f"{GROUP_WORDS[group]}: {said}" for group, said in words.items())


def _need_in_short(gap: RankedGap) -> str:
    """What gave a gap its place: who asked, else the need."""
    told, made_up = gap.evidence, gap.by_made_up
    if told.fewest(made_up=made_up):
        return "; ".join(unmet(one) for one in told.asked if one.made_up == made_up)
    return "; ".join(need(one) for one in told.needs if one.made_up == made_up)


def range_words(count: Range) -> str:
    """`34`, `10–19`, `up to 9`, or `10 or more`."""
    if isinf(count.high):
        return f"{count.low:,.0f} or more"
    return f"up to {count.high:,.0f}" if not count.low and count.high else str(count)


def unmet(one: AskedCount) -> str:
    """`34 of all groups asked and got none, in 2 quarters: April to September 2026`.

    Where nobody is known to have asked, the band of each quarter; of one's own, at least so many.
    """
    when = f"{periods.spans(one.months)}{_of_whole(one.whole)}"
    quarters = plural(one.quarters, "quarter")
    if one.own:
        least = f"at least {one.count.low:,.0f}: your organisation’s own"
        words = f"{least}; others’ are not told beside it, in {quarters}: {when}"
    elif one.count.low:
        words = f"{range_words(one.count)} of all groups asked and got none, in {quarters}: {when}"
    else:
        each = Range(0, one.count.high / one.quarters)
        told = f"each of {quarters} told" if one.quarters > 1 else "the one quarter told"
        words = f"{each} of all groups in {told}: {when}"
    return tagged(words, made_up=one.made_up)


def naming(one: AskedCount) -> str:
    """`Of them 69 name men, 7 women, 19 nobody`, as leads are told; empty where it is not told."""
    if not one.naming:
        return ""
    verb = "name" if one.naming[0][1] != 1 else "names"
    first, *others = (
        (f"{count:,.0f}", GROUP_WORDS[GapGroup(group)] if group else "nobody") for group, count in one.naming
    )
    parts = [f"{first[0]} {verb} {first[1]}", *(f"{count} {whom}" for count, whom in others)]
    return tagged(f"of them {', '.join(parts)}", made_up=one.made_up)


def _of_whole(name: str) -> str:
    return f", counted for {name} together" if name else ""


def need(one: NeedShare) -> str:
    """`41% of a sample of 120 have this need (drugs; OASys, May 2026)`; `none of …` where none has."""
    whom = f" of {one.group}" if one.group else ""
    share = "none" if one.share == Range(0, 0) else one.share.percent
    if one.of_cohort:
        words = (
            f"{share} of {one.sample} {one.group} have this need ({one.need}; IOM return, {one.month:%B %Y})"
        )
        return tagged(words, made_up=one.made_up)
    words = (
        f"{share} of a sample{whom} of {one.sample} have this need ({one.need}; {one.source}, "
        f"{one.month:%B %Y}{_of_whole(one.whole)})"
    )
    return tagged(words, made_up=one.made_up)


def untold(one: UntoldSample) -> str:
    """`the latest sample (OASys, May 2026) is not told (fewer than 30)`."""
    words = f"the latest sample of {one.source}, {one.month:%B %Y}, is not told ({one.sample})"
    return tagged(words, made_up=one.made_up)


def referrals(one: ServiceReferrals) -> str:
    """`Mentoring: 310, January 2025 to October 2026 (Accommodation too)`, whomever they were of."""
    notes = [
        *(["in custody only"] if one.in_custody else []),
        *([f"also {listed(one.also)}"] * bool(one.also)),
    ]
    more = f" ({'; '.join(notes)})" if notes else ""
    words = f"{one.name}: {range_words(one.count)}, {periods.spans(one.months)}{_of_whole(one.whole)}{more}"
    return tagged(words, made_up=one.made_up)


def _referrals_in_short(those: Sequence[ServiceReferrals]) -> str:
    """To how many services; what each received stands at the cell, since it is no number of the cell."""
    several = sum(bool(one.also) for one in those)
    more = f", {several} of them with other pathways too" if several else ""
    words = f"referrals to {plural(len(those), 'service')} of this pathway{more}"
    return tagged(words, made_up=any(one.made_up for one in those))


def in_numbers(told: Evidence) -> str:
    """All that is known of need in a cell, in the words of the ranked list."""
    parts = [
        *map(unmet, (*told.asked, *told.own)),
        *map(need, told.needs),
        *map(untold, told.untold),
        *([_referrals_in_short(told.referrals)] if told.referrals else []),
        *([cohort(told.cohort)] if told.cohort else []),
    ]
    return "; ".join(parts) if parts else NO_EVIDENCE


def cohort(one: CohortCount) -> str:
    """`168 IOM nominals in October 2026; by drug use: Uses drugs 70–79, Does not use drugs the rest`."""
    words = [f"{one.text} IOM nominals in {one.month:%B %Y}"]
    for breakdown in dict.fromkeys(part.breakdown for part in one.parts):
        those = (f"{part.category} {part.text}" for part in one.parts if part.breakdown == breakdown)
        words.append(f"by {breakdown.label}: {', '.join(those)}")
    return tagged("; ".join(words), made_up=one.made_up)


def evidence_lines(told: Evidence, group: GapGroup) -> list[tuple[str, str]]:
    """Each kind of evidence of a cell with what it says, in the order in which it counts."""
    asked = [text for one in (*told.asked, *told.own) for text in (unmet(one), naming(one)) if text]
    needs = [*map(need, told.needs), *map(untold, told.untold)]
    return [
        ("Asked and got none", "; ".join(asked) or NO_EVIDENCE),
        ("Share with the need", "; ".join(needs) or NO_EVIDENCE),
        ("Referrals received", _referred(told.referrals) or NO_EVIDENCE),
        *_cohort_lines(told, group),
    ]


def _cohort_lines(told: Evidence, group: GapGroup) -> list[tuple[str, str]]:
    of_group = told.cohort if group is GapGroup.IOM else told.among
    if of_group is None and group is not GapGroup.IOM:
        return []
    return [("IOM cohort", cohort(of_group) if of_group else NO_EVIDENCE)]


def _referred(those: Sequence[ServiceReferrals]) -> str:
    """Each service's, which are no number of the cell: of everybody, and of all its pathways."""
    if not those:
        return ""
    several = sum(bool(one.also) for one in those)
    of = f"{several} of {len(those)}" if len(those) > 1 else "it"
    has = "has" if several == 1 else "have"
    more = f"; {of} {has} other pathways too" if several else ""
    whom = "to services of this pathway, by everybody and not by this group alone"
    return f"{whom}{more}. {'; '.join(map(referrals, those))}"


def counted(gaps: Sequence[RankedGap], cells: int, since: date) -> str:
    """How many pathways of an area lack a service, and since when evidence of need counts."""
    if not gaps:
        return ""
    pathways = plural(cells, "pathway of an area", "pathways of an area")
    lack = f"Of {pathways} {len(gaps)} {'lacks' if len(gaps) == 1 else 'lack'} a service known to be open"
    return f"{lack}; evidence of need is counted since {since:%B %Y}."


def verdict_sentence(verdict: GapVerdict, words: str, of: str) -> str:
    """`Closed, for men`: the verdict of a cell over its reasons."""
    said = words[:1].upper() + words[1:]
    return f"{said}, for the {of} of them" if of else said if verdict.is_gap else f"{said}: no gap"


def given_at(name: str, at: AtPlaces, group: GapGroup, *, made_up: bool) -> str:
    """`Mentoring: at The Hub; hours not known; 62% of residents within 5 miles.`."""
    whom = GROUP_WORDS[group]
    hours = (
        "hours not known"
        if at.sessions is None
        else f"{plural(at.sessions, 'session')} open to {whom} in the next four weeks"
    )
    of = "residents" if at.of_residents else "wards"
    near = "who is in reach is not known" if at.near is None else f"{at.near:.0%} of {of} within {NEAR} miles"
    return f"{tagged(name, made_up=made_up)}: at {listed(at.places)}; {hours}; {near}."


def outside(one: OutsideService) -> str:
    """`Outside: Debt line, by the council, as of 1 October 2026.`; a made-up one counts for nothing."""
    words = f"Outside: {one.name}, by {one.source}, as of {in_full(one.as_of)}"
    return f"{words} ({MADE_UP}: it counts for nothing)." if one.illustrative else f"{words}."
