"""A text that is too long is refused in one way, whoever takes it."""

import pytest

from probation_commission.actions.refusals import RefusedError, fitting, free_text


@pytest.mark.parametrize(
    ("typed", "lines", "kept"),
    [
        ("  two \n words ", True, "two \n words"),
        ("  two \n words ", False, "two words"),
        ("x" * 20 + "   ", True, "x" * 20),  # the spaces do not count
        ("", True, ""),
    ],
)
def test_a_text_that_fits_is_kept(typed, lines, kept):
    assert fitting(typed, "reason", 20, lines=lines) == kept


@pytest.mark.parametrize("refuses", [fitting, free_text])
def test_a_text_that_is_too_long_is_refused_with_how_many_characters(refuses):
    with pytest.raises(RefusedError) as refusal:
        refuses("x" * 1234, "reason", 1000)
    assert refusal.value.reasons == ("Shorten the reason to 1,000 characters: it has 234 too many.",)


def test_a_free_text_names_nobody_and_its_refusal_does_not_repeat_it():
    with pytest.raises(RefusedError) as refusal:
        free_text("He lives at DH1 3HP", "note", 100)
    assert refusal.value.reasons == (
        "The note seems to hold a postcode. Take it out: nothing that identifies is kept.",
    )
