"""What is said of the illustrative data, by what there is of it."""

from datetime import date

import pytest

from probation_commission.domain.illustrative import MadeUp, WhatGoes
from probation_commission.views import illustrative as words

NOV, DEC = date(2025, 11, 1), date(2025, 12, 1)
ALL = MadeUp((1,), (1, 2), (NOV, DEC), (4,), ("pot",), (5,), ("example",), ("hub-1", "hub-2"))
IN_WORDS = (
    "2 illustrative returns (November 2025 to December 2025), 1 idea sent to an illustrative fund, "
    "1 illustrative promise, 1 invented service and 2 invented hubs"
)


@pytest.mark.parametrize(
    ("goes", "stays", "said"),
    [
        (MadeUp(), MadeUp(), words.NOTHING),
        (MadeUp(), ALL, words.NOTHING_MORE),
        (ALL, MadeUp(), f"Illustrative data is loaded: {IN_WORDS}."),
        (MadeUp(funds=("pot",)), MadeUp(), "Illustrative data is loaded: 1 illustrative fund."),
        (MadeUp(services=("a", "b")), ALL, "Illustrative data is loaded: 2 invented services."),
    ],
)
def test_what_is_loaded(goes, stays, said):
    assert words.finding(WhatGoes(goes, stays, 0)) == said


WHY = "somebody wrote it, gave a reason or keyed in a result"


def test_what_stays_says_why():
    stays = MadeUp((1,), (1,), (NOV,), (4,), ("pot",), (5,), ("example",), ("hub",))
    assert words.staying(WhatGoes(MadeUp(), stays, 3)) == [
        "3 real returns, with the explanations of their lines",
        "1 illustrative return (November 2025), of which somebody explained a line",
        f"1 idea sent to an illustrative fund, with the fund: {WHY}",
        "1 illustrative promise that has results, or whose idea stays",
        "1 invented service that a real return, promise or event is about",
        "1 invented hub at which an idea that stays would happen",
    ]
    assert words.staying(WhatGoes(ALL, MadeUp(), 0)) == []


def test_it_is_asked_and_said_what_went():
    assert words.question(WhatGoes(ALL, MadeUp(), 0)) == f"This can’t be undone. {IN_WORDS} would go."
    assert words.gone(ALL) == f"Removed: {IN_WORDS}. What people wrote stays."
    assert words.gone(MadeUp()) == "There was nothing illustrative to remove any more."


def test_what_was_loaded_is_a_paragraph_each():
    assert words.loaded(["Loaded a.\nLoaded b.", "Loaded c."]) == "Loaded a.\n\nLoaded b.\n\nLoaded c."
    assert words.loaded([]) == "It was loaded already. Nothing was changed."
