"""The one address: each request is led to the app process of its session, and bytes go both ways."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_address

from probation_commission.web.serving import counts
from probation_commission.web.serving.app_process import AppProcess
from probation_commission.web.serving.heads import END, Head

MOST_CONNECTIONS = 1000
HEAD_WITHIN = 10.0
"""Seconds in which a head must have come."""
_CHUNK = 64 * 1024


class Front:
    """What stands before the app processes. It reads heads alone, and decides nothing but who answers."""

    def __init__(self, cookie: str, processes: Sequence[AppProcess]) -> None:
        self.cookie, self.processes = cookie, processes
        self._connections = 0

    async def connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One connection, from its first byte to its last."""
        self._connections += 1
        try:
            # One too many is closed unread: an answer would cost what the bound is there to save.
            if self._connections <= MOST_CONNECTIONS:
                await self._led(reader, writer)
                await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            pass  # whoever asked is gone, or never asked
        finally:
            self._connections -= 1
            writer.close()

    async def _led(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            async with asyncio.timeout(HEAD_WITHIN):
                head = Head.read(await reader.readuntil(END))
        except asyncio.LimitOverrunError:
            writer.write(_answer("431 Request Header Fields Too Large", "The request’s head is too long."))
            return
        if head.asks_for_counts:
            ready = [process for process in self.processes if process.ready]
            writer.write(await counts.asked_for(head, _elsewhere(writer), ready) or _NOT_YET)
            return
        number = head.number(self.cookie)
        for process in self._by_preference(number):
            try:
                behind = await asyncio.open_connection("127.0.0.1", process.port)
            except OSError:
                continue  # it has just died: another takes over
            if process.number != number:
                process.expect()
            with process.connection():
                behind[1].write(head.passed_on(_elsewhere(writer)))
                await _both_ways((reader, writer), behind)
            return
        writer.write(_NOT_YET)

    def _by_preference(self, number: int | None) -> list[AppProcess]:
        """The session's own process first, then the one with the fewest connections."""
        ready = [process for process in self.processes if process.ready]
        return sorted(ready, key=lambda process: (process.number != number, process.connections))


async def _both_ways(
    asking: tuple[StreamReader, StreamWriter], app: tuple[StreamReader, StreamWriter]
) -> None:
    """Bytes both ways, until the app has closed."""
    onward = asyncio.create_task(_pump(asking[0], app[1]))
    try:
        await _pump(app[0], asking[1])
    finally:
        onward.cancel()
        app[1].close()


async def _pump(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(_CHUNK):
            writer.write(chunk)
            await writer.drain()
        # Whoever asked has gone: the app then closes too.
        writer.write_eof()


def _elsewhere(writer: StreamWriter) -> str | None:
    """The address of whoever asks, where the connection did not come in on this computer's own."""
    own, peer = writer.get_extra_info("sockname"), writer.get_extra_info("peername")
    return None if own and ip_address(own[0].partition("%")[0]).is_loopback else str(peer[0])


def _answer(status: str, sentence: str) -> bytes:
    body = sentence.encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        "Retry-After: 2\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


_NOT_YET = _answer("503 Service Unavailable", "The app is starting. Try again in a moment.")
