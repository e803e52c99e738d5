"""One app process: started, and started anew whenever it ends."""

import asyncio
import os
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from probation_commission.settings import ROOT

STARTING = 300.0
"""Seconds that a start may take: a large database is brought up to date in it."""
_ENDING = 15.0
_COMING = 10.0
_SHORT_LIFE = 30.0
_LONGEST_PAUSE = 30.0
LOOK = 10.0
"""Seconds between two looks whether it still answers."""
ANSWERED_WITHIN = 5.0
SILENT = 30.0
"""Seconds without an answer after which it is taken to hang, and killed."""


class AppProcess:
    """`python app.py` on a port of its own, which only this computer reaches."""

    def __init__(self, number: int, host: str, port: int) -> None:
        self.number, self._host, self._front_port = number, host, port
        self.port = 0
        self.ready = False
        self.connections = 0
        self._process: Process | None = None

    @contextmanager
    def connection(self) -> Iterator[None]:
        """One more connection, for as long as the block lasts."""
        self.connections += 1
        try:
            yield
        finally:
            self.connections -= 1

    def expect(self) -> None:
        """One more connection for some seconds: somebody new, whose page will open a line soon."""
        self.connections += 1
        asyncio.get_running_loop().call_later(_COMING, self._came)

    def _came(self) -> None:
        self.connections -= 1

    async def start(self) -> bool:
        """Whether it answers; if not, it has said why on stderr and is over."""
        self.port = _free_port()
        env = os.environ | {
            "HOST": self._host,
            "PORT": str(self._front_port),
            "PC_PROCESS": f"{self.number}:{self.port}",
        }
        # Its stdin ends with this process, however that ends, and then it ends too. It has a group of its own
        # since a terminal's Ctrl+C is for this process, which then asks it to end.
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, ROOT / "app.py", env=env, stdin=PIPE, process_group=0
        )
        give_up = time.monotonic() + STARTING
        while self._process.returncode is None and time.monotonic() < give_up:
            if await self._answers():
                self.ready = True
                return True
            await asyncio.sleep(0.1)
        await self.end()
        return False

    async def keep(self) -> None:
        """Never over: what ends is started anew, ever later while it lives for seconds only."""
        pause = 0.5
        while True:
            begun = time.monotonic()
            if self._process:
                await self._ended(self._process)
            self.ready = False
            pause = 0.5 if time.monotonic() - begun > _SHORT_LIFE else min(2 * pause, _LONGEST_PAUSE)
            await asyncio.sleep(pause)
            await self.start()

    async def _ended(self, process: Process) -> None:
        """The end of a process: its own, or made where it hangs; while it is silent nobody is led to it."""
        heard = time.monotonic()
        while process.returncode is None:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await process.wait()
                    return
            self.ready = await self._answers()
            if self.ready:
                heard = time.monotonic()
            elif time.monotonic() - heard > SILENT:
                with suppress(ProcessLookupError):
                    process.kill()

    async def end(self) -> None:
        """Asked to end, and made to if it does not."""
        self.ready = False
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            async with asyncio.timeout(_ENDING):
                await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _answers(self) -> bool:
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(ANSWERED_WITHIN):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                # Streamlit's, which asks no database: of one that is slow no process is to blame.
                writer.write(b"GET /_stcore/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                answered = await reader.readline()
                writer.close()
                return answered.startswith(b"HTTP/")
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
