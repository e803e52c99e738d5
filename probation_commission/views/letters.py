"""The words of each letter: plain, for everybody in the partnership, without a figure or a place."""

from collections.abc import Sequence
from datetime import date

from probation_commission.domain.days import in_full
from probation_commission.domain.letters import Letter
from probation_commission.domain.words import listed
from probation_commission.views.terms import said

__all__ = ["Letter", "asked_for", "invitation", "return_due", "still_right", "trial"]

NOBODY = (
    "Please name nobody who is on probation in any answer, and write nothing that tells who somebody is: no "
    "number, no date of birth, no address. Only counts and your own plans belong there."
)


def invitation(
    partnership: str, organisation: str, purpose: str, *, until: date, ask: str, address: str
) -> Letter:
    """The invitation of an organisation by a link; `purpose` completes "invites you to …".

    `ask` is whom they turn to ("the mailbox leads@example.org"), `address` what the button opens.
    """
    for_whom = (
        f"The link works until {in_full(until)}. It is for {organisation} alone: whoever has it can act in "
        "your name, so nobody else should use it. Please pass it on to nobody outside of your organisation."
    )
    what = (
        f"{partnership} invites {organisation} to {purpose}. You need no account: the button opens the page, "
        "and what you write there is your organisation’s."
    )
    ask_whom = f"If you have a question, or did not expect this, ask {ask}."
    return Letter(
        subject=said(f"{partnership} invites {organisation} to {purpose}"),
        paragraphs=(said(what), for_whom, NOBODY, ask_whom),
        button=("Open the page", address),
    )


def asked_for(partnership: str, fund: str, *, hours: int, days: int, ask: str, address: str) -> Letter:
    """The link that somebody asked for on the page of a fund that is open to anyone.

    Nothing of what they typed is in it, or it would carry a stranger's words to any mailbox.
    """
    what = (
        f"Somebody, most likely you, asked {partnership} for a link to send in an idea for a project to "
        f"{fund}. The button opens the form; you need no account. By opening it you confirm that this is a "
        "mailbox of your organisation."
    )
    how_long = (
        f"Open it within {hours} hours. From then on the same link brings you back to what you wrote for "
        f"{days} days, so keep this message. Whoever has it can act in your organisation’s name: pass it on "
        "to nobody outside."
    )
    otherwise = (
        "If you did not ask for it, do nothing: nothing was made, and what was asked is forgotten in "
        f"{hours} hours."
    )
    ask_whom = (f"If you have a question, ask {ask}.",) if ask else ()
    return Letter(
        said(f"Your link to send in an idea to {fund}"),
        (said(what), how_long, NOBODY, otherwise, *ask_whom),
        ("Open the form", address),
    )


def still_right(partnership: str, organisation: str, *, until: date, ask: str, address: str) -> Letter:
    """The question of each quarter: whether what the directory says of an organisation is still right."""
    what = (
        f"Courts and probation officers in {partnership} look up in its directory where {organisation} "
        "works, when it is open and whom to ring. Nobody has confirmed all of that for three months. The "
        "button shows what it says; one press confirms it, or you write what is different. No account is "
        "needed."
    )
    for_whom = (
        f"The link works until {in_full(until)}. It is for {organisation} alone: whoever has it can act in "
        "your name, so please pass it on to nobody outside of your organisation."
    )
    ask_whom = f"If you have a question, or did not expect this, ask {ask}."
    return Letter(
        subject=said(f"{partnership}: is what the directory says of {organisation} still right?"),
        paragraphs=(said(what), for_whom, NOBODY, ask_whom),
        button=("Look it over", address),
    )


def return_due(
    partnership: str, returns: Sequence[str], *, month: date, due: date, late: bool, ask: str
) -> Letter:
    """The mail about returns that are not here: a reminder, or that they are late.

    `returns` are named as the page has them; `ask` is whom they turn to.
    """
    when = f"{month:%B %Y}"
    many = len(returns) > 1
    what = (
        f"{'These returns' if many else 'This return'} for {when} {'were' if many else 'was'} due on "
        f"{in_full(due)} and {'have' if many else 'has'} not come in: {listed(returns)}."
        if late
        else f"{'These returns' if many else 'This return'} for {when} {'are' if many else 'is'} due on "
        f"{in_full(due)}: {listed(returns)}."
    )
    how = (
        "Please send the counts in the way you usually do. A month in which nothing happened is a return "
        "too: write noughts, since an empty month can’t be told from one that was forgotten."
    )
    counts = "Please send counts only. Nothing in a file or a mail should tell who somebody is."
    otherwise = (
        f"If it is on its way, is due on another day, or is not yours to send any more, please tell {ask}."
    )
    return Letter(
        said(f"{partnership}: returns for {when}{' are late' if late else ', a reminder'}"),
        tuple(map(said, (what, how, counts, otherwise))),
    )


def trial(partnership: str, address: str) -> Letter:
    """The letter by which whoever runs the app sees that its mail arrives."""
    what = (
        f"This is a test of the mail of {partnership}. It was asked for on the command line; nothing has to "
        "be done."
    )
    button = (
        "The button should open the app. If it does not, PC_ADDRESS is not the address by which people reach "
        "it."
    )
    return Letter("A test: mail of this app arrives", (what, button), ("Open the app", address))
