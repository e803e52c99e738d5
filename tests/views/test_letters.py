"""Letters say what is to be done, in words that everybody may read."""

import re
from datetime import date

import pytest

from probation_commission.domain.letters import Letter
from probation_commission.settings import partnership_key
from probation_commission.views.letters import invitation, trial
from tests.given.letters import LETTER, LINK


def test_an_invitation_says_who_to_what_until_when_and_whom_to_ask():
    words = " ".join(LETTER.paragraphs)
    assert LETTER.subject == "The Example Partnership invites Example Charity to send in an idea"
    for said in ("until 27 December 2026", "nobody else should use it", "ask leads@example.org"):
        assert said in words
    assert "name nobody who is on probation in any answer" in words
    assert LETTER.button == ("Open the page", LINK)


@pytest.mark.parametrize(
    "letter", [LETTER, trial("The Example Partnership", LINK)], ids=["invitation", "trial"]
)
def test_no_letter_has_a_figure_or_speaks_of_wards(letter: Letter):
    words = " ".join((letter.subject, *letter.paragraphs)).replace("27 December 2026", "")
    assert not re.search(r"\d|%|£|\bwards?\b|\bnominals?\b|\bred\b", words, re.IGNORECASE)


def test_an_invitation_is_in_the_partnerships_words(home, monkeypatch):  # noqa: ARG001 (no other partnership)
    from probation_commission.views import letters  # noqa: PLC0415 (patched)

    assert partnership_key() is None
    monkeypatch.setattr(letters, "said", str.upper)
    letter = invitation("A", "B", "key in results", until=date(2026, 12, 1), ask="C", address=LINK)
    assert letter.subject == "A INVITES B TO KEY IN RESULTS"
