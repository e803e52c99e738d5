"""What was typed stands on the screen as it was typed."""

import pytest

from probation_commission.views.markdown import plain


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("Bread club", "Bread club"),
        ("", ""),
        ("**ours**", r"\*\*ours\*\*"),
        ("1. first", r"1\. first"),  # no list
        ("1.", r"1\."),  # nor an empty one
        ("- a point", r"\- a point"),
        ("One was in hospital.", "One was in hospital."),  # this is no mark
        ("1.5 a day", r"1\.5 a day"),  # escaped once
        ("[here](#top)", r"\[here\]\(\#top\)"),
        ("<b>", r"\<b\>"),
        (
            ":red[loud] :material/home:",
            r"\:red\[loud\] \:material/home\:",
        ),  # no colour, no icon
        ("$5 to $6", r"\$5 to \$6"),  # no formula
        ("Fish &amp; chips", r"Fish \&amp; chips"),
        (r"a\b", r"a\\b"),  # each sign once, the backslash too
        ("one\n\n# two\n===\n    three", r"one \# two === three"),  # no heading, no paragraph, no code
    ],
)
def test_no_sign_is_taken_for_markup(typed, escaped):
    assert plain(typed) == escaped


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("www.example.org", "www\u2060\\.example\\.org"),
        ("(HTTPS://example.org)", "\\(HTTPS\u2060\\://example\\.org\\)"),
        ("http, www and https", "http, www and https"),  # no addresses
    ],
)
def test_an_address_is_no_link(typed, escaped):
    """Escapes are gone by the time Streamlit looks for addresses; the joiner, which nobody sees, is not."""
    assert plain(typed) == escaped
