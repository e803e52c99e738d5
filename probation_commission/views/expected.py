"""What is expected of senders, in words: what is in, what is late, and the mail that asks for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from probation_commission.analysis.expected import ExpectedReturn, ReturnsTally, ReturnState
from probation_commission.domain import referrals
from probation_commission.domain.days import in_full
from probation_commission.domain.expected import Expected, SenderKey
from probation_commission.domain.letters import Letter
from probation_commission.domain.places import Authority, Gazetteer
from probation_commission.domain.receipts import ended_on
from probation_commission.domain.returns import Kind
from probation_commission.domain.words import plural
from probation_commission.views import letters, marks

ALL, OF_SERVICES = "return", "service’s return"
WHO_SEES = (
    "everyone who is signed in but applicants; partner organisations the returns of services alone; open "
    "checks, mailboxes and mails are for leads and admins"
)
ASK = "whoever in the partnership you send it to"
NOBODY = "No return has come in yet, so none is expected."


@dataclass(frozen=True)
class Named:
    """What services and areas are called, by slug and by code."""

    services: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    several: frozenset[tuple[Kind, str]] = frozenset()
    """Kinds and services of which several areas are expected: those are told apart by them."""


def several(rows: Sequence[ExpectedReturn]) -> frozenset[tuple[Kind, str]]:
    """Of which kinds of return of a service there are several areas."""
    count = Counter((one.said.kind, one.said.subject) for one in rows if one.said.subject)
    return frozenset(key for key, times in count.items() if times > 1)


def areas_of(gazetteer: Gazetteer) -> tuple[Authority, ...]:
    """Every area that a return can be about."""
    return tuple(dict.fromkeys((*referrals.areas(gazetteer), *gazetteer.authorities)))


def what(one: ExpectedReturn, named: Named) -> str:
    """`Service monthly return: Example Housing`, and that it is made up."""
    return marks.tagged(of(one.said, named), made_up=one.illustrative)


def of(said: Expected, named: Named) -> str:
    """What one sender's returns are called."""
    kind = said.kind.label
    area = named.areas.get(said.area_code, said.area_code)
    about = named.services.get(said.subject, said.subject) if said.subject else area
    if (said.kind, said.subject) in named.several:
        about = f"{about} ({area})"
    # "IOM" stays as it is.
    return f"{kind[:1].upper()}{kind[1:]}: {about}"


def finding(tally: ReturnsTally, noun: str = ALL) -> str:
    """`3 of 11 returns for October 2026 are in; 2 are late.`."""
    if not tally.expected:
        return NOBODY
    late = "none is late" if not tally.late else f"{tally.late} {'is' if tally.late == 1 else 'are'} late"
    verb = "is" if tally.received == 1 else "are"
    return f"{tally.received} of {_nouns(tally.expected, noun)} for {tally.month:%B %Y} {verb} in; {late}."


def never_line(count: int, of: int) -> str:
    """`5 of 6 live services have never returned anything.`; nothing where each has."""
    verb = "has" if count == 1 else "have"
    return f"{count} of {plural(of, 'live service')} {verb} never returned anything." if count else ""


def late_line(tally: ReturnsTally, noun: str = ALL) -> str:
    """`2 returns for October 2026 are late.`; nothing where none is."""
    if not tally.late:
        return ""
    verb = "is" if tally.late == 1 else "are"
    return f"{_nouns(tally.late, noun)} for {tally.month:%B %Y} {verb} late."


def _nouns(count: int, noun: str) -> str:
    return plural(count, noun, "services’ returns" if noun == OF_SERVICES else "")


def rules(due_day: int) -> str:
    """What the table rests on."""
    return (
        f"A return is due by working day {due_day} of the month after, unless somebody said another day, and "
        "is as of the end of its month unless the table says another. Received: the day on which its first "
        "version came in, or was loaded where nobody gave it."
    )


def state(one: ExpectedReturn) -> str:
    """`▲ late by 12 days`, `○ due 13 Nov`, `● in`: short, with a shape of its own, never parted from it."""
    return _state(one).replace(" ", "\N{NO-BREAK SPACE}", 1)


def _state(one: ExpectedReturn) -> str:
    if one.state is ReturnState.LATE:
        return f"▲ late by {plural(one.days, 'day')}"
    if one.state is ReturnState.AWAITED:
        return f"○ due {_short(one.due)}"
    if one.state is ReturnState.CAME_LATE:
        words = f"● in, {plural(one.days, 'day')} late"
    else:
        words = "● in" if one.is_expected else f"– {one.state}"
    return f"{words}, in part" if one.partial else words


def table(
    rows: Sequence[ExpectedReturn],
    named: Named,
    senders: Mapping[SenderKey, str],
    checks: Mapping[int, int] | None = None,
) -> pd.DataFrame:
    """A row for each sender, what is late first; `checks`: how many are open, by return, if that is told."""
    return pd.DataFrame(
        {
            "It is": state(one),
            "Return": what(one, named),
            "From": senders.get(one.said.key) or "not known",
            "Received": _received(one),
            **({} if checks is None else {"Open checks": _open(one, checks)}),
        }
        for one in rows
    )


def _received(one: ExpectedReturn) -> str:
    """`9 Nov`, or `loaded 9 Nov, as of 19 Oct; missing: Aug 2026`: what is usual is not said."""
    if one.received_on is None:
        words = f"due {_short(one.due)}"
    else:
        words = _short(one.received_on) if one.given else f"loaded {_short(one.received_on)}"
    # The end of the month is what all others are as of.
    if one.as_of is not None and one.as_of != ended_on(one.month):
        words += f", as of {_short(one.as_of)}"
    return words + (f"; {_missing(one.missing)}" if one.missing else "")


def not_expected(rows: Sequence[ExpectedReturn], named: Named) -> pd.DataFrame:
    """A row for each sender of whom nothing is expected: why, and of which month the last came."""
    return pd.DataFrame(
        {
            "Return": what(one, named),
            "Why": state(one).removeprefix("– ").removeprefix("not expected: ").capitalize(),
            "The last was of": f"{one.month:%B %Y}" if one.return_id else "–",
        }
        for one in rows
    )


def _open(one: ExpectedReturn, checks: Mapping[int, int]) -> str:
    if one.return_id is None:
        return "–"
    return str(checks.get(one.return_id, 0)) if checks.get(one.return_id) else "none"


def _missing(months: Sequence[date]) -> str:
    if len(months) == 1:
        return f"missing before: {months[0]:%b %Y}"
    return f"missing before: {len(months)} months since {months[0]:%b %Y}"


def _short(day: date) -> str:
    """`13 Nov`: the year stands over the table."""
    return f"{day.day} {day:%b}"


def letter(partnership: str, rows: Sequence[ExpectedReturn], named: Named, *, late: bool) -> Letter:
    """The mail about returns that are not here, all of one month."""
    first = rows[0]
    return letters.return_due(
        partnership,
        [of(one.said, named) for one in rows],
        month=first.month,
        due=min(one.due for one in rows),
        late=late,
        ask=ASK,
    )


def as_text(mail: Letter) -> str:
    """The letter to copy: its subject, and its paragraphs."""
    return "\n\n".join((f"Subject: {mail.subject}", *mail.paragraphs))


def ageing(
    ran_out: Sequence[tuple[str, date]], unconfirmed: tuple[int, int], sources: Mapping[str, int]
) -> list[tuple[str, str]]:
    """What is known and grows old, a sentence each, with the page on which it is put right.

    `ran_out`: whose room was said until which day; `unconfirmed`: how many places and services of how many
    nobody has confirmed for three months; `sources`: how many services are known as of which source.
    """
    lines = [
        ("services", f"What was said of room at {name} ran out on {in_full(until)}.")
        for name, until in ran_out
    ]
    stale, every = unconfirmed
    if stale:
        lines.append(
            (
                "organisations",
                f"Not confirmed in the last three months: {stale} of {every} places and services.",
            )
        )
    if sources:
        each = ", ".join(f"{as_of or 'no day'} ({count})" for as_of, count in sources.items())
        lines.append(("services", f"Services that nobody here has confirmed, as of their source: {each}."))
    return lines


def is_of_services(key_kind: Kind) -> bool:
    """Whether a kind of return is about a service, which everybody who sees referrals may know of."""
    return key_kind in {Kind.SERVICE, Kind.RAM}
