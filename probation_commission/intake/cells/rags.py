"""A RAG as a word or a letter."""

from probation_commission.domain.iom import Rag

_RAGS = {word: rag for rag in Rag for word in (rag.value, rag.letter.lower())}


def rag_in(text: str) -> Rag | None:
    """The RAG that a text is, as word or letter, or None."""
    return _RAGS.get(text.strip(" :").casefold())
