"""What somebody typed, in Markdown."""

import re

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_{}[]()#+-!|<>$~:&"})
_OF_A_LIST = re.compile(r"^(\d+)\.(?!\S)")
# Streamlit makes links of addresses once its escapes are read; an invisible joiner keeps them words.
_OF_A_LINK = re.compile(r"https?(?=://)|www(?=\.)", re.IGNORECASE)
_JOINER = "\u2060"
_OF_AN_ADDRESS = re.compile(r"\.(?=\S)")


def plain(text: str) -> str:
    """The words in one line, with nothing in them that Markdown would take for its own.

    A full stop is one of its marks only where it begins a list ("1. first") or stands in an address
    ("www.example.org").
    """
    # In one line: a line’s end would let "# …" be a heading and "- …" a list.
    line = _OF_A_LINK.sub(rf"\g<0>{_JOINER}", " ".join(text.split())).translate(_MARKS)
    return _OF_A_LIST.sub(r"\1\\.", _OF_AN_ADDRESS.sub(r"\\.", line))
