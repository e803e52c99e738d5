"""SELECTs are counted where somebody wants to know, in their own thread."""

from threading import Thread

import pytest

from probation_commission.domain.access import Person, Role
from probation_commission.store import counted, database, people

ADA = Person("Ada", Role.ADMIN)

pytestmark = pytest.mark.usefixtures("migrated")


def ask(times: int) -> None:
    with database.read() as conn:
        for _ in range(times):
            database.revision_number(conn)


def test_what_is_read_is_counted_and_what_is_written_is_not():
    with counted.selects() as asked:
        ask(3)
        with database.write(shown=False) as conn:  # whose first statement is a SELECT that takes the lock
            people.account_id(conn, ADA)  # a SELECT and an INSERT
    ask(1)
    assert asked.selects == 5


def test_each_block_and_each_thread_has_its_own():
    with counted.selects() as outer:
        ask(1)
        with counted.selects() as inner:
            ask(2)
        (other := Thread(target=ask, args=(4,))).start()
        other.join()
        ask(1)
    assert (outer.selects, inner.selects) == (2, 2)
