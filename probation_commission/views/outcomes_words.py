"""Promises and what came, in words that a commissioner can read aloud."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from probation_commission.analysis.outcomes import PromiseVerdict
from probation_commission.domain.money import pounds
from probation_commission.domain.outcomes import PERCENT, PromiseSubject
from probation_commission.domain.ranges import Range
from probation_commission.domain.words import plural
from probation_commission.views.markdown import plain

WordedPromise = Mapping[Any, Any]

RULE = (
    "Verdict: met; nearly, up to 5% of the target short; not met; under way until the period is over, save "
    "for a number that is reached before. A percentage of fewer than 10 known outcomes is too few to say. "
    "Partly achieved counts half; a month counts that gives all three levels. Of small services and projects "
    "it rests on whole quarters, in bands, for everyone; where those leave it open, it cannot be told."
)

RULE_OF_OTHERS = "Of other providers you are shown whole quarters, in bands; their verdicts are everyone’s."


def met(verdicts: pd.Series) -> str:
    """`3 of 8 promises met`."""
    count = int((verdicts == PromiseVerdict.MET).sum())
    return f"{count} of {plural(len(verdicts), 'promise')} met"


def finding(verdicts: pd.Series) -> str:
    """How many promises are kept, how many not, and how many nobody can judge yet."""
    if verdicts.empty:
        return "No partner's promise has been written down yet."
    count = verdicts.value_counts()
    rest = [
        f"{count[verdict]} {verdict}"
        for verdict in PromiseVerdict
        if verdict is not PromiseVerdict.MET and verdict in count
    ]
    return f"{met(verdicts)}{'; ' + ', '.join(rest) if rest else ''}."


def promised(row: WordedPromise) -> str:
    """`60% of known outcomes: accesses benefits (baseline 45); November 2025 to October 2026`."""
    target = f"{row['target']:g}%" if row["unit"] == PERCENT else f"{row['target']:g} {row['unit']}:"
    baseline: str = "" if pd.isna(row["baseline"]) else f", baseline {row['baseline']:g}"
    span = f"{row['starts']:%B %Y} to {row['ends']:%B %Y}"
    return f"{target} {row['indicator'] or row['desired_outcome']}{baseline}; {span}"


def delivered(row: WordedPromise) -> str:
    """`62.5% of 143 outcomes known, from 12 months`, or `10–14 people, from 3 months`."""
    value, out_of = row["delivered"], row["out_of"]
    months = f"from {plural(row['months'], 'month')}"
    if value is None and out_of is not None:
        return f"no share of so few: {out_of} outcomes known, {months}"
    if value is None:
        return _nothing(row)
    if row["unit"] == PERCENT:
        return f"{_percent(value)} of {out_of} outcomes known, {months}"
    of = f" of {out_of}" if out_of else ""
    return f"{value}{of} {row['unit']}, {months}"


def _nothing(row: WordedPromise) -> str:
    """Why nothing is held against the target."""
    if row["lacks"]:
        return f"not known: {row['lacks']}"
    return f"not shown yet: {row['waits']}" if row["waits"] else str(PromiseVerdict.NO_RESULT)


def _percent(share: Range) -> str:
    """`62%`, `59.6%` or `between 40 and 70.5%`: with the decimal that the verdict rests on."""
    return f"{share.low:g}%" if share.exact else f"between {share.low:g} and {share.high:g}%"


def verdict(row: WordedPromise) -> str:
    """The verdict, which is everybody's; where the counts that somebody sees say more, that beside it."""
    by_exact_counts = row.get("by_exact_counts", row["verdict"])
    if by_exact_counts == row["verdict"]:
        return str(row["verdict"])
    # A bar past its target beside "cannot be told" would be two verdicts in one room (decision 106).
    return f"{row['verdict']} (by exact counts, not for the room: {by_exact_counts})"


def table(promises: pd.DataFrame) -> pd.DataFrame:
    """One row a promise that can be read aloud: partner, promised, delivered, referrals, award, verdict."""
    lines = [_line(row) for row in promises.to_dict("records")]
    return pd.DataFrame(
        lines, columns=["Partner", "Promised", "Delivered", "Referrals", "Award", "Verdict", "Data"]
    )


def _line(row: WordedPromise) -> tuple[str, ...]:
    award = row["award_pence"]
    return (
        row["partner"],
        promised(row),
        delivered(row),
        _referrals(row),
        "no award" if pd.isna(award) else f"{pounds(int(award))} awarded",
        verdict(row),
        "illustrative" if row["illustrative"] else "real",
    )


def _referrals(row: WordedPromise) -> str:
    if row["about"] == PromiseSubject.IDEA:
        return "referrals do not apply"
    if row["referrals"] is None:
        return "not shown yet" if row["waits"] else "no return received"
    return f"{row['referrals']} referrals received"


def corrections(corrected: pd.DataFrame, promises: pd.DataFrame) -> list[str]:
    """What a lead corrected of these promises, beside what the partner keyed in, a line each.

    For those alone who see exact counts of them.
    """
    titles = dict(zip(promises.id, promises.title, strict=True))
    return [
        f"{plain(titles[row['promise_id']])}, {row['month']:%B %Y}: {row['value']:.0f} keyed in by "
        f"{plain(row['who'])}, corrected to {row['value_corrected']:.0f} by {plain(row['who_corrected'])}: "
        f"{plain(row['note_corrected'])}"
        for row in corrected[corrected.promise_id.isin(promises.id)].to_dict("records")
    ]


def finding_of_own(promises: int, organisation: str) -> str:
    """How many agreed targets an organisation has to key in results for."""
    whose = organisation or "You"
    has = "has" if organisation else "have"
    if not promises:
        return f"{whose} {has} no approved idea yet."
    return f"{whose} {has} {plural(promises, 'approved idea')} to key in results for."
