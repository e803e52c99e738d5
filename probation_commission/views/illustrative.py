"""The illustrative data in words: what there is of it, what would go, what stays, what went."""

from collections.abc import Iterator

from probation_commission.domain.illustrative import MadeUp, WhatGoes
from probation_commission.domain.words import listed, plural

NOTHING = "No illustrative data is loaded: every figure in the app is real."
NOTHING_MORE = "Nothing illustrative is left but what stays with what people wrote."


def finding(found: WhatGoes) -> str:
    """What is loaded, in a sentence."""
    if found.goes.anything:
        return f"Illustrative data is loaded: {listed(_things(found.goes))}."
    return NOTHING_MORE if found.stays.anything else NOTHING


def going(found: WhatGoes) -> list[str]:
    """What would go, a line each."""
    return [*_things(found.goes)]


def staying(found: WhatGoes) -> list[str]:
    """What stays, a line each: what is real, and what people wrote with whatever that stands on."""
    of_it = "of its lines" if found.real_returns == 1 else "of their lines"
    real = f"{plural(found.real_returns, 'real return')}, with the explanations {of_it}"
    return [*([real] if found.real_returns else []), *_written_on(found.stays)]


def _written_on(stays: MadeUp) -> Iterator[str]:
    if stays.returns:
        yield f"{_returns(stays)}, of which somebody explained a line"
    if stays.ideas:
        fund = ", with the fund" if stays.funds else ""
        yield f"{_ideas(stays)}{fund}: somebody wrote it, gave a reason or keyed in a result"
    if stays.promises:
        have, whose = (
            ("has", "whose idea stays") if len(stays.promises) == 1 else ("have", "whose ideas stay")
        )
        yield f"{_promises(stays)} that {have} results, or {whose}"
    if stays.services:
        yield f"{_services(stays)} that a real return, promise or event is about"
    if stays.hubs:
        yield f"{_hubs(stays)} at which an idea that stays would happen"


def question(found: WhatGoes) -> str:
    """What is asked before it goes."""
    return f"This can’t be undone. {_first_upper(listed(_things(found.goes)))} would go."


def gone(taken: MadeUp) -> str:
    """What went."""
    if not taken.anything:
        return "There was nothing illustrative to remove any more."
    return f"Removed: {listed(_things(taken))}. What people wrote stays."


def loaded(sentences: list[str]) -> str:
    """What was loaded, from the sentences that loading gives."""
    lines = [line for sentence in sentences for line in sentence.splitlines()]
    return "\n\n".join(lines) or "It was loaded already. Nothing was changed."


def _things(made_up: MadeUp) -> Iterator[str]:
    if made_up.returns:
        yield _returns(made_up)
    if made_up.ideas:
        yield _ideas(made_up)
    if made_up.promises:
        yield _promises(made_up)
    if made_up.services:
        yield _services(made_up)
    if made_up.hubs:
        yield _hubs(made_up)
    if made_up.groupings:
        of_wards = plural(len(made_up.groupings), "set")
        yield f"the invented localities of {of_wards} of wards"
    for numbers, *nouns in (
        (made_up.agreements, "illustrative agreement"),
        (made_up.events, "invented event"),
        (made_up.follow_ups, "invented action"),
        (made_up.outside, "invented service outside", "invented services outside"),
    ):
        if numbers:
            yield plural(len(numbers), *nouns)
    # A fund that nobody has sent an idea to any more: named where it goes alone.
    if made_up.funds and not made_up.ideas:
        yield plural(len(made_up.funds), "illustrative fund")


def _returns(made_up: MadeUp) -> str:
    first, last = made_up.months[0], made_up.months[-1]
    months = f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"
    return f"{plural(len(made_up.returns), 'illustrative return')} ({months})"


def _ideas(made_up: MadeUp) -> str:
    return plural(len(made_up.ideas), "idea") + " sent to an illustrative fund"


def _promises(made_up: MadeUp) -> str:
    return plural(len(made_up.promises), "illustrative promise")


def _services(made_up: MadeUp) -> str:
    return plural(len(made_up.services), "invented service")


def _hubs(made_up: MadeUp) -> str:
    return plural(len(made_up.hubs), "invented hub")


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
