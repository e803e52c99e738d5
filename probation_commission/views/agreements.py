"""Agreements in words: what each tells whom, how it stands, and a table of them."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from probation_commission.domain.agreements import KINDS, Agreement, AgreementStanding, AgreementTerms
from probation_commission.domain.days import in_full
from probation_commission.domain.words import listed, plural
from probation_commission.geography.gazetteer import gazetteer


def named(one: Agreement) -> str:
    """`“Exampleshire IOM” until 31 March 2027`, or with `(made up)`."""
    return f"“{one.terms.name}”{_mark(one)} until {in_full(one.terms.until)}"


def _mark(one: Agreement) -> str:
    return " (made up)" if one.illustrative else ""


def on_screen(agreements: Sequence[Agreement]) -> str:
    """What stands over figures that are shown under them."""
    words = [f"{named(one)}: {_what(one)}" for one in agreements]
    return f"Exact under the agreement {'; and under '.join(words)}. Not to be passed on."


def in_the_bar(one: Agreement) -> str:
    """What stands above a wall's bar all along."""
    return f"Exact under agreement “{one.terms.name}”{_mark(one)}, where it applies"


def also(who: str, under: Sequence[Agreement]) -> str:
    """The sentence on who may see a screen or file, with the agreements under which it is exact."""
    exact = (f"and exact to members of the parties of {named(one)}: {_what(one)}" for one in under)
    return "; ".join([who, *exact])


def room(one: Agreement, names: Mapping[int, str]) -> str:
    """Who may be in a room whose wall is shown them, and what they are shown."""
    return (
        f"“{one.terms.name}”{_mark(one)} lets members of {parties(one, names)} see exact counts of "
        f"{_what(one)}, until {in_full(one.terms.until)}. Nobody else may be in the room, or on the call."
    )


def _what(one: Agreement) -> str:
    """`the IOM cohort of Exampleshire`."""
    made_up = ", made-up months alone" if one.illustrative else ""
    return f"{kinds(one)} of {areas(one)}{made_up}"


def kinds(one: Agreement) -> str:
    """What it names the counts of."""
    return listed([KINDS[kind] for kind in one.terms.kinds])


def areas(one: Agreement) -> str:
    """Its areas by their names."""
    known = [(gazetteer().known_authority(code), code) for code in one.terms.areas]
    return listed(sorted(area.name if area else code for area, code in known))


def parties(one: Agreement, names: Mapping[int, str]) -> str:
    """Its parties by their names."""
    return listed(sorted(names.get(number, f"organisation {number}") for number in one.terms.parties))


def trial(one: Agreement, names: Mapping[int, str]) -> str:
    """How to see what a made-up one does."""
    return (
        f"For trying it out: members of {parties(one, names)}, all of them made up, then see made-up months "
        "exactly, for a year from the day on which it is switched on. Nothing real is shown to anybody by it."
    )


def finding(known: Sequence[Agreement], on: date) -> str:
    """How many there are, and how many lift anything."""
    if not known:
        return "No agreement is known. Everybody but leads and admins sees bands."
    lifting = sum(one.in_force(on) for one in known)
    return f"{plural(len(known), 'agreement')}, {lifting or 'none'} in force."


def standing(one: Agreement, on: date) -> str:
    """How it stands on that day, and that its review is overdue."""
    stands = one.standing(on)
    late = stands is AgreementStanding.IN_FORCE and on > one.terms.review_on
    words = f"{stands}, review overdue" if late else str(stands)
    return f"made up, {words}" if one.illustrative else words


def table(known: Sequence[Agreement], names: Mapping[int, str], on: date) -> pd.DataFrame:
    """A row an agreement, the latest first."""
    return pd.DataFrame(
        {
            "Agreement": [one.terms.name for one in known],
            "Standing": [standing(one, on) for one in known],
            "Between": [parties(one, names) for one in known],
            "Counts of": [f"{kinds(one)}, {areas(one)}" for one in known],
            "Lasts": [_lasts(one.terms) for one in known],
            "Signed for by": [one.terms.signed_for_by for one in known],
        }
    )


def _lasts(terms: AgreementTerms) -> str:
    return f"{in_full(terms.since)} to {in_full(terms.until)}, review {in_full(terms.review_on)}"
