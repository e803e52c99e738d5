"""A fund in sentences: what it is for, how much can be asked for, when it opens, closes and is decided."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

import pandas as pd

from probation_commission.domain.days import day, in_full
from probation_commission.domain.funds import CHOOSE_ASSESSORS, POINTS, Criterion, Fund, FundAssessor
from probation_commission.domain.gaps import GapCell
from probation_commission.domain.money import pounds
from probation_commission.domain.words import listed, plural
from probation_commission.views.gaps import GROUP_WORDS

NOT_STATED = "amount not stated"
NOT_SAID = "not known here"
_ACCOUNT = re.compile(r"account (\d+)")
_SOON = 60
"""Days: of a closing day that is nearer it is said how many are left."""


def amount(fund: Fund) -> str:
    """`£12,000`, or that nobody states it; never £0."""
    return NOT_STATED if fund.amount_pence is None else pounds(fund.amount_pence)


def opening(fund: Fund, on: date) -> str:
    """Whether ideas can be sent in on that day, and until when."""
    if fund.opens is not None and on < fund.opens:
        return f"Not open yet: opens on {in_full(fund.opens)}."
    if fund.closes is None:
        return "Open; no closing day is known."
    left = (fund.closes - on).days
    if left < 0:
        return f"Closed: ideas could be sent in until {in_full(fund.closes)}."
    if left == 0:
        return f"Open: closes today, {in_full(fund.closes)}, at the end of the day."
    soon = f", in {plural(left, 'day')}" if left <= _SOON else ""
    return f"Open: closes on {in_full(fund.closes)}{soon}."


def decision(fund: Fund) -> str:
    """`Decided on 14 May 2027.`, or that the day is not known."""
    if fund.decision_on is None:
        return "No day of the decision is known."
    return f"Decided on {in_full(fund.decision_on)}."


def spending(fund: Fund, on: date) -> str:
    """By when its money is to be spent; where nobody wrote it down, the end of that day's financial year."""
    by = f"To be spent by {in_full(fund.last_day_to_spend(on))}"
    if fund.spend_by:
        return f"{by}."
    year = "the end of the financial year"
    if fund.runs_for_years and fund.most_months:
        year += f" in which {plural(fund.most_months, 'month')} from today are over"
    return f"{by}, {year}, as no other day is known."


def monitoring(fund: Fund) -> str:
    """When its awards report, or that no day is known."""
    days = listed(map(in_full, fund.monitoring))
    return f"Awards report on {days}." if days else "No days on which awards report are known."


def days(fund: Fund, on: date) -> tuple[str, ...]:
    """All days of a fund, a sentence each, in their order."""
    return opening(fund, on), decision(fund), spending(fund, on), monitoring(fund)


def asks(fund: Fund) -> str:
    """How much can be asked for, and for how long: `£500 to £5,000, for up to 12 months`."""
    least, most = fund.least_pence, fund.most_ask_pence
    money = "no limits known"
    if least and most:
        money = f"{pounds(least)} to {pounds(most)}"
    elif most:
        money = f"up to {pounds(most)}"
    elif least:
        money = f"{pounds(least)} or more"
    return money + (f", for up to {plural(fund.most_months, 'month')}" if fund.most_months else "")


def who_can_ask(fund: Fund) -> str:
    """Who can send in an idea."""
    if fund.open_to_anyone:
        return "anyone, once their address is confirmed"
    return "partners who sign in, or to whom a lead sent a link"


def names(fund: Fund) -> str:
    """Whether assessors read whose an idea is."""
    return "hidden while an idea is assessed" if fund.blind else "shown to those who assess"


def assessors(those: Iterable[FundAssessor]) -> str:
    """Who scores its ideas, in names; who no longer can is said to."""
    named = [one.name if one.can_assess else f"{one.name} (can’t any more)" for one in those]
    return listed(named) or "everybody who may assess ideas"


def gap(key: str, area_name: Callable[[str], str]) -> str:
    """A gap that it serves: `Accommodation for women in Darlington`."""
    cell = GapCell.of_key(key)
    if cell is None:
        return key
    return f"{cell.pathway} for {GROUP_WORDS[cell.group]} in {area_name(cell.area_code)}"


def criteria_table(those: Iterable[Criterion]) -> pd.DataFrame:
    """A row for each criterion: its weight, and what each score means in words."""
    rows = [
        {"Criterion": one.text, "Weight": one.weight}
        | {str(points): words for points, words in zip(POINTS, one.words, strict=True)}
        for one in those
    ]
    return pd.DataFrame(rows, columns=["Criterion", "Weight", *map(str, POINTS)])


def names_of(those: Iterable[FundAssessor]) -> str:
    """Assessors in a line."""
    return listed(one.name for one in those)


def trail(entries: pd.DataFrame, accounts: Mapping[int, str]) -> pd.DataFrame:
    """What was changed of a fund, the latest first, as a table; `accounts`: the names of assessors."""

    def said(text: str) -> str:
        return _ACCOUNT.sub(lambda found: accounts.get(int(found[1]), found[0]), text)

    chosen = entries.action == CHOOSE_ASSESSORS
    told = {name: entries[name].where(~chosen, entries[name].map(said)) for name in ("before", "after")}
    named = {"who": "Who", "action": "What", "before": "Before", "after": "After", "reason": "Reason"}
    table = entries.assign(When=[day(at) for at in entries["at"]], **told)
    return table[["When", *named]].rename(columns=named).iloc[::-1]
