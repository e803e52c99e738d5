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
        ("[here]", r"\[here\]"),
        ("<b>", r"\<b\>"),
        ("10:30", r"10\:30"),
        ("Return!D2:G2", r"Return\!D2\:G2"),  # and nothing in it that a search on the page would not find
        ("$5 to $6", r"\$5 to \$6"),  # no formula
        ("Fish &amp; chips", r"Fish \&amp; chips"),
        (r"a\b", r"a\\b"),  # each sign once, the backslash too
        ("West\u202eneerG", "WestneerG"),  # nor does it turn round what we say after it
        ("one\n\n# two\n===\n    three", r"one \# two === three"),  # no heading, no paragraph, no code
    ],
)
def test_no_sign_is_taken_for_markup(typed, escaped):
    assert plain(typed) == escaped


@pytest.mark.parametrize(
    ("typed", "parted"),
    [
        ("www.example.org", r"www|\.example\.org"),
        ("WWW.example.org", r"WWW|\.example\.org"),
        ("https://example.org", r"https\:|//example\.org"),
        ("ada@example.org", r"ada@|example\.org"),
        (":red[loud]", r"\:|red\[loud\]"),
        (":material/home:", r"\:|material/home\:"),
        (":streamlit:", r"\:|streamlit\:"),
        ("a -> b <- c", r"a \-|\> b \<|\- c"),
        ("5 -- 6 ~= 7 >= 8", r"5 \-|\- 6 \~|= 7 \>|= 8"),
    ],
)
def test_what_is_drawn_though_it_is_escaped_is_parted_by_what_nobody_sees(typed, parted):
    # A browser shows it as it was typed, and no link, icon or arrow.
    assert plain(typed) == parted.replace("|", "\u2060")
