"""A stand-in until letters are sent: whoever merges takes the real one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: a subject, paragraphs of plain words, and a button with its address."""

    subject: str
    paragraphs: tuple[str, ...]
    button: tuple[str, str] | None = None
