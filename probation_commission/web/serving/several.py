"""All of it: the app processes, the address in front of them, and their end."""

import asyncio
import signal
import sys
from contextlib import suppress

from probation_commission.domain.doors import process_cookie
from probation_commission.web.serving.app_process import AppProcess
from probation_commission.web.serving.front import Front
from probation_commission.web.serving.heads import LONGEST


def serve(host: str, port: int, count: int) -> bool:
    """Whether the app started; over when somebody ends it. Raises OSError where the address is taken."""
    return asyncio.run(_serve(host, port, count))


async def _serve(host: str, port: int, count: int) -> bool:
    processes = [AppProcess(number, host, port) for number in range(1, count + 1)]
    front = Front(process_cookie(port), processes)
    # The address is taken first, so that whoever finds it in use has not waited for a start.
    server = await asyncio.start_server(front.connected, host, port, limit=LONGEST, start_serving=False)
    ended = _told_to_end()
    keeping: list[asyncio.Task[None]] = []
    try:
        # One alone at first: it brings the tables up to date and makes the secret, for all of them.
        if not await _started(processes[0], ended):
            return ended.done()
        await server.start_serving()
        sys.stderr.write(f"The app is at http://{host}:{port}\n")
        await asyncio.gather(*(process.start() for process in processes[1:]))
        keeping += [asyncio.create_task(process.keep()) for process in processes]
        await ended
    finally:
        server.close()
        for task in keeping:
            task.cancel()
        await asyncio.gather(*(process.end() for process in processes))
    return True


async def _started(process: AppProcess, ended: asyncio.Future[None]) -> bool:
    """Whether it answers; False where somebody ended it all meanwhile."""
    start = asyncio.ensure_future(process.start())
    ended.add_done_callback(lambda _: start.cancel())
    try:
        return await start
    except asyncio.CancelledError:
        return False


def _told_to_end() -> asyncio.Future[None]:
    """Done with the first Ctrl+C, or SIGTERM."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()

    def end() -> None:
        if not ended.done():
            ended.set_result(None)

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows; there Ctrl+C raises
            loop.add_signal_handler(number, end)
    return ended
