"""A stand-in until letters are sent: whoever merges takes the real one."""

from datetime import date

from probation_commission.domain.letters import Letter


def invitation(
    partnership: str, organisation: str, purpose: str, *, until: date, ask: str, address: str
) -> Letter:
    """The invitation of an organisation by a link."""
    words = f"{partnership} invites {organisation} to {purpose}, until {until}. Ask {ask}."
    return Letter(words, (), ("Open the page", address))
