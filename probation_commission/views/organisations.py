"""Organisations in words, a table of them, and which may be the same."""

from collections.abc import Mapping, Sequence

import pandas as pd
from rapidfuzz import fuzz, process

from probation_commission.domain.days import day, in_full
from probation_commission.domain.entries import Operator
from probation_commission.domain.organisations import Organisation, its_own, spelling
from probation_commission.domain.words import plural

NOTHING = "nothing yet"


def finding(known: Sequence[Organisation]) -> str:
    """How many there are, and how many wait to be merged or confirmed."""
    waiting = sum(not one.confirmed for one in known)
    if not known:
        return "No organisation is known yet."
    those = "None of them waits" if not waiting else f"{waiting} of them wait{'s' if waiting == 1 else ''}"
    return f"{plural(len(known), 'organisation')}. {those} to be merged with another or confirmed."


def unanswered(waiting: Sequence[Operator]) -> pd.DataFrame:
    """The operators that were asked and have not answered: since when, and when their entry was confirmed."""
    return pd.DataFrame(
        {
            "Organisation": [one.name for one in waiting],
            "Asked on": [day(one.asked_at) if one.asked_at else "" for one in waiting],
            "Places and services": [str(one.entries) for one in waiting],
            "Last confirmed": [
                in_full(one.confirmed_on) if one.confirmed_on else "never in full" for one in waiting
            ],
        }
    )


def standing(one: Organisation) -> str:
    """Whether it is known to be one of its own; made up is said first."""
    words = "known" if one.confirmed else "to be merged or confirmed"
    return f"made up, {words}" if one.illustrative else words


def table(known: Sequence[Organisation], has: Mapping[int, Mapping[str, int]]) -> pd.DataFrame:
    """A row an organisation, those that wait first: name, kind, number, what is its own, where it is from."""
    waiting_first = sorted(known, key=lambda one: one.confirmed)
    return pd.DataFrame(
        {
            "Organisation": [one.name for one in waiting_first],
            "Standing": [standing(one) for one in waiting_first],
            "Kind": [one.details.kind.label for one in waiting_first],
            "Charity or company no.": [_numbers(one) for one in waiting_first],
            "What is its own": [its_own(has.get(one.id, {})) or NOTHING for one in waiting_first],
            "Also called": ["; ".join(one.spellings) for one in waiting_first],
            "Source": [one.source for one in waiting_first],
        }
    )


def likest_first(one: Organisation, known: Sequence[Organisation]) -> list[Organisation]:
    """All that it may be merged into, those called most like it first: a suggestion, and never more."""
    others = [other for other in known if other.id != one.id and other.illustrative == one.illustrative]
    names = {other.id: spelling(other.name) for other in others}
    likeness = {
        key: score for _, score, key in process.extract(spelling(one.name), names, scorer=fuzz.WRatio)
    }
    return sorted(others, key=lambda other: (-likeness.get(other.id, 0), spelling(other.name)))


def _numbers(one: Organisation) -> str:
    return ", ".join(filter(None, (one.details.charity_no, one.details.company_no))) or "not given"
