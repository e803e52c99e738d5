"""A place as a card: all that a court team needs, and what is not known said as such."""

from collections.abc import Mapping
from datetime import date

from probation_commission.analysis.openings import Opening
from probation_commission.analysis.rows import known_day
from probation_commission.domain.days import in_full
from probation_commission.domain.hubs import FACILITIES, Listing, Openings
from probation_commission.domain.words import listed
from probation_commission.views.hubs.words import (
    NOT_KNOWN,
    attends,
    closure,
    freshness_words,
    next_opening,
    session,
)
from probation_commission.views.terms import said


def lines(
    place: Mapping[str, object], known: Openings | None, upcoming: Opening | None, today: date
) -> dict[str, str]:
    """What is known of a place, by what it is called; not Markdown."""
    facilities = {
        words: [name for key, name in FACILITIES.items() if place[key] is not None and place[key] == has]
        for has, words in ((True, "has"), (False, "has no"))
    }
    unknown = len(FACILITIES) - sum(map(len, facilities.values()))
    there = "; ".join(f"{words} {listed(names)}" for words, names in facilities.items() if names)
    opened, closed = known_day(place["opened"]), known_day(place["closed"])
    return {
        "Next open": next_opening(upcoming, today),
        "Phone": _text(place, "phone"),
        "Mailbox": _text(place, "mailbox"),
        "Who meets people": _text(place, "met_by"),
        "When an officer is away": _text(place, "stand_in"),
        "Address": ", ".join(filter(None, (_text(place, "address"), str(place["postcode"] or "")))),
        "Getting there": _text(place, "transport"),
        "What it has": there + (f"; {unknown} of {len(FACILITIES)} not known" if unknown else "")
        if there
        else NOT_KNOWN,
        **({"Opened": in_full(opened)} if opened else {}),
        **({"Closed": in_full(closed)} if closed else {}),
        "Run by": _text(place, "run_by"),
        "On the map": said(str(place["placed_by"])),
        "How sure": _sure(place, today),
        **({} if known else {"What the source says": str(place["open_state"] or NOT_KNOWN)}),
        **({"The list": "names it no more"} if place["listed"] == Listing.DROPPED else {}),
        "Source": _text(place, "source"),
    }


def _sure(place: Mapping[str, object], today: date) -> str:
    words = freshness_words(known_day(place["confirmed_on"]), str(place["verified"]), today)
    return f"{words}, by {place['confirmed_by']}" if place["confirmed_by"] else words


def sessions(known: Openings) -> list[str]:
    """Each session with who attends it, and each closure, a line each."""
    held = [f"{session(one)} — {attends(one)}" for one in known.sessions]
    return [*held, *(closure(one).capitalize() for one in known.closures)]


def _text(place: Mapping[str, object], column: str) -> str:
    return str(place[column] or NOT_KNOWN)
