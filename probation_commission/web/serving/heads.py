"""The head of a request: which process its cookie names, and how it is passed on."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

LONGEST = 64 * 1024
"""Bytes of a head; as many as the app's own server takes."""
_DIGITS = 3
END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Head:
    """The request's line and those of its headers, as they were sent."""

    lines: tuple[bytes, ...]

    @classmethod
    def read(cls, head: bytes) -> "Head":
        """The head of these bytes, its end included."""
        return cls(tuple(head.removesuffix(END).split(b"\r\n")))

    def number(self, cookie: str) -> int | None:
        """The number that the cookie of this name holds, None where it is not there or is none."""
        for written in self._values(b"cookie"):
            try:
                morsel = SimpleCookie(written.decode("latin-1")).get(cookie)
            except CookieError:
                continue
            value = morsel.value if morsel else ""
            # Whatever else a stranger writes is no process.
            if value.isascii() and value.isdigit() and len(value) <= _DIGITS:
                return int(value)
        return None

    @property
    def asks_for_counts(self) -> bool:
        """Whether it asks for `/metrics`."""
        return self.lines[0].partition(b"?")[0].split(b" ")[:2] == [b"GET", b"/metrics"]

    def without(self, name: bytes) -> "Head":
        """The head without the headers of a name."""
        return Head((self.lines[0], *(line for line in self.lines[1:] if _name(line) != name)))

    @property
    def opens_a_line(self) -> bool:
        """Whether it asks for a websocket."""
        upgrades = any(b"upgrade" in value.lower() for value in self._values(b"connection"))
        return upgrades and any(value.lower() == b"websocket" for value in self._values(b"upgrade"))

    def passed_on(self, peer: str | None) -> bytes:
        """The bytes for the app: of one request alone, after which the connection is closed.

        A proxy in front sends the requests of many people over one connection, so each is led by its own
        cookie (decision 170). `peer` is who asks, where that is another computer: said as every proxy says
        it, so that local mode refuses it (decision 13).
        """
        lines = list(self.lines)
        if not self.opens_a_line:
            lines = [*self.without(b"connection").lines, b"Connection: close"]
        if peer:
            lines.append(b"X-Forwarded-For: " + peer.encode("ascii", "replace"))
        return b"\r\n".join(lines) + END

    def _values(self, name: bytes) -> list[bytes]:
        return [line.partition(b":")[2].strip() for line in self.lines[1:] if _name(line) == name]


def _name(line: bytes) -> bytes:
    return line.partition(b":")[0].strip().lower()
