"""What is made up in the store, and what of it goes when it is taken out (decision 101)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Illustrative things by what the store knows them by, of every noun."""

    files: tuple[int, ...] = ()
    returns: tuple[int, ...] = ()
    months: tuple[date, ...] = ()
    """The months of the returns, in their order, each once."""
    ideas: tuple[int, ...] = ()
    funds: tuple[str, ...] = ()
    promises: tuple[int, ...] = ()
    services: tuple[str, ...] = ()
    hubs: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()
    """The ward sets that have made-up localities, by key."""
    agreements: tuple[int, ...] = ()
    events: tuple[int, ...] = ()
    follow_ups: tuple[int, ...] = ()
    outside: tuple[int, ...] = ()
    """Services outside that stand at a gap."""

    @property
    def anything(self) -> bool:
        """Whether there is anything among them."""
        of_returns, of_ideas = (self.files, self.returns), (self.ideas, self.funds, self.promises)
        others = (self.services, self.hubs, self.groupings, self.agreements, self.events)
        written = (self.follow_ups, self.outside)
        return any((*of_returns, *of_ideas, *others, *written))


@dataclass(frozen=True, slots=True)
class WhatGoes:
    """What taking the illustrative data out would take, and what it would leave."""

    goes: MadeUp
    stays: MadeUp
    """What is illustrative and stays, because somebody wrote something that stands on it."""
    real_returns: int
    """How many returns there are that are not illustrative, in force or not."""
