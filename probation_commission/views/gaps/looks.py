"""How a verdict looks: its colour, the letter on a map, and the shape before its words in the matrix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from probation_commission.domain.gaps import GapVerdict
from probation_commission.views.maps import LegendEntry


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """A verdict's colour, its letter, and its words where there is little room."""

    colour: str
    letter: str
    short: str
    means: str


LOOKS: Mapping[GapVerdict, VerdictLook] = {
    GapVerdict.OPEN: VerdictLook("#cfe1f2", "O", "open", "a service is known to run and to take this group"),
    GapVerdict.ELSEWHERE: VerdictLook("#e3edf7", "+", "one outside", "one that the partnership does not buy"),
    GapVerdict.ENDING: VerdictLook("#fdf0cf", "E", "ends in 3 months", "it ends, or closes to referrals"),
    GapVerdict.WAITING: VerdictLook("#fdf0cf", "W", "wait over 6 weeks", "as the service said"),
    GapVerdict.FULL: VerdictLook("#fde3c0", "F", "full", "no room, as the service said"),
    GapVerdict.UNCONFIRMED: VerdictLook(
        "#f4f4f4", "?", "unconfirmed", "named in a source, not confirmed since"
    ),
    GapVerdict.COMING: VerdictLook("#fdf0cf", "T", "to come", "not running yet"),
    GapVerdict.CUSTODY: VerdictLook("#fdd0b0", "J", "custody only", "given in prisons, not in the community"),
    GapVerdict.CLOSED: VerdictLook("#f9bfa8", "C", "closed", "closed to referrals, or ended"),
    GapVerdict.NOT_FOR: VerdictLook("#f9bfa8", "N", "not for them", "there is one, for others"),
    GapVerdict.NONE_KNOWN: VerdictLook("#f2a58d", "X", "none known", "no service is known here"),
}
FULL, HALF, EMPTY = "●", "◐", "○"


def shape(verdict: GapVerdict) -> str:
    """A full disc where there is one, an empty one where there is none, half of one between."""
    if not verdict.is_gap:
        return FULL
    return HALF if verdict.rank < GapVerdict.CUSTODY.rank else EMPTY


def in_cell(verdict: GapVerdict, words: str, of: str, *, little_room: bool) -> str:
    """`○ closed (men)`, as it stands in the matrix."""
    if little_room and words == verdict:
        words = LOOKS[verdict].short
    return f"{shape(verdict)} {words}" + (f" ({of})" if of else "")


_DISCS = {
    FULL: '<circle cx="12" cy="8" r="4.5" fill="#17212b"/>',
    HALF: '<path d="M12 3.5a4.5 4.5 0 0 0 0 9z" fill="#17212b"/>',
    EMPTY: "",
}


def _swatch(verdict: GapVerdict) -> str:
    """The colour of a verdict with its disc, drawn for a legend."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16">'
        f'<rect x="1" y="1" width="22" height="14" fill="{LOOKS[verdict].colour}" stroke="#4a5a6a"/>'
        '<circle cx="12" cy="8" r="4.5" fill="none" stroke="#17212b" stroke-width="1.2"/>'
        f"{_DISCS[shape(verdict)]}</svg>"
    )


def legend(verdicts: Iterable[GapVerdict]) -> list[LegendEntry]:
    """A line for each of these verdicts, the best first, with the shape that it has in the matrix."""
    there = sorted(set(verdicts), key=lambda one: one.rank)
    return [LegendEntry(_swatch(one), f"{one}: {LOOKS[one].means}") for one in there]
