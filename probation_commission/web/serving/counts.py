"""`/metrics` of all app processes in one: each sample with the number of its process (decision 180)."""

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress

from probation_commission.web.serving.app_process import AppProcess
from probation_commission.web.serving.heads import END, Head

WITHIN = 5.0
"""Seconds for which a process that hangs is waited for."""
_PARTS = re.compile(r"([{ ])")


async def asked_for(head: Head, peer: str | None, processes: Sequence[AppProcess]) -> bytes:
    """The answer for whoever asks: that of the first process which refuses, or the counts of all.

    Empty where none answers.
    """
    alone = head.without(b"accept-encoding").passed_on(peer)
    answers = await asyncio.gather(*(_answer(process, alone) for process in processes))
    there = {process.number: answer for process, answer in zip(processes, answers, strict=True) if answer}
    for answer in there.values():
        # Who may read them each process decides, and all alike (decision 165).
        if not answer.startswith(b"HTTP/1.1 200 "):
            return answer
    if not there:
        return b""
    said = next(iter(there.values())).partition(END)[0]
    body = joined({number: answer.partition(END)[2].decode() for number, answer in there.items()}).encode()
    headers = [line for line in said.split(b"\r\n") if not line.lower().startswith(b"content-length:")]
    return b"\r\n".join([*headers, b"Content-Length: %d" % len(body)]) + END + body


def joined(texts: dict[int, str]) -> str:
    """The counts of several processes, by their numbers: `pc_actions_total{process="1",action="…"} 3.0`."""
    families: dict[str, list[str]] = {}
    for number, text in texts.items():
        family: list[str] = []
        for line in text.splitlines():
            if line.startswith("# HELP "):
                family = families.setdefault(line, [line])
            elif not line.startswith("#"):
                family.append(_labelled(line, number))
            elif line not in family:
                family.append(line)
    return "".join(f"{line}\n" for family in families.values() for line in family)


def _labelled(sample: str, number: int) -> str:
    name, brace, rest = _PARTS.split(sample, maxsplit=1)
    label = f'process="{number}"'
    return f"{name}{{{label},{rest}" if brace == "{" else f"{name}{{{label}}} {rest}"


async def _answer(process: AppProcess, request: bytes) -> bytes:
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(WITHIN):
            reader, writer = await asyncio.open_connection("127.0.0.1", process.port)
            try:
                writer.write(request)
                return await reader.read()
            finally:
                writer.close()
    return b""
