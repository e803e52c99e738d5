"""What somebody typed, in Markdown."""

import re

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_{}[]()#+-!|<>$~:&"})
_OF_A_LIST = re.compile(r"^(\d+)\.(?!\S)")
_OF_AN_ADDRESS = re.compile(r"\.(?=\S)")
# What is drawn as a link, an icon or an arrow though its marks are escaped: "www.", "x@example.org", "http://",
# ":material/home:", "->". Between the two stands a joiner, which has no width and parts no word.
_DRAWN_ANYHOW = re.compile(
    r"(?i:(?<=www)(?=\.))|(?<=@)(?=\S)|(?<=:)(?=//|[^\W\d][\w+-]*(?:/\w+)?[:\[])|(?<=[<>~-])(?=[->=])"
)
_JOINER = "\u2060"
# A cell of a file may turn round whatever stands after it in our sentence.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The words in one line, with nothing in them that Markdown would take for its own.

    A full stop is one of its marks only where it begins a list ("1. first") or stands in an address
    ("www.example.org").
    """
    # In one line: a line’s end would let "# …" be a heading and "- …" a list.
    line = _DRAWN_ANYHOW.sub(_JOINER, " ".join(_TURNS.sub("", text).split())).translate(_MARKS)
    return _OF_A_LIST.sub(r"\1\\.", _OF_AN_ADDRESS.sub(r"\\.", line))
