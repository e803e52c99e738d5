"""Several app servers of a region start at once on one new database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from probation_commission.store import database


@pytest.mark.usefixtures("database_url")
def test_each_of_them_finds_it_migrated():
    start = Barrier(4)

    def migrate(_: int) -> int:
        start.wait(timeout=60)
        database.migrate()
        with database.read() as conn:
            return database.revision_number(conn)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(migrate, range(4))) == [0, 0, 0, 0]
