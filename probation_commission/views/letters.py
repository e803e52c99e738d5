"""The words of each letter: plain, for everybody in the partnership, without a figure or a place."""

from datetime import date

from probation_commission.domain.days import in_full
from probation_commission.domain.letters import Letter
from probation_commission.views.terms import said

__all__ = ["Letter", "invitation", "still_right", "trial"]

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
