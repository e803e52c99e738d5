"""The old file of rules: read at the first start, with every fault named, and never again."""

import pytest

from probation_commission import setup
from probation_commission.actions import rules
from probation_commission.actions.refusals import RefusedError
from probation_commission.setup import ITSELF
from probation_commission.store import audit, database
from probation_commission.store import rules as store

pytestmark = pytest.mark.usefixtures("migrated")


@pytest.fixture
def file(home):
    return home / "disclosure.toml"


def rows() -> dict[str, tuple[object, int]]:
    with database.read() as conn:
        return {audience: (from_month, width) for audience, from_month, width in store.rows(conn)}


def entries() -> list[str]:
    with database.read() as conn:
        found = audit.entries(conn)
    return [*(found.action + ": " + found.after)] if len(found) else []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("[partnership]\nthreshold = 5\n[public]\nthreshold = 10", {"partnership": 5, "public": 10}),
        ("[partnership]\nthreshold = 6", {"partnership": 10}),  # the next width that is allowed
        ("[partnership]\nthreshold = 10", {"partnership": 10}),
        ("[partnership]\nthreshold = 11", {"partnership": 20, "public": 20}),  # the public never narrower
        ("[partnership]\nthreshold = 100\n[public]\nthreshold = 5", {"partnership": 20, "public": 20}),
        ("[public]\nthreshold = 21", {"public": 20}),  # there is none wider
        ("[public]\nthreshold = 5", {"public": 10}),
        ('[partnership]\nmethod = "bands"\nbase = 7', {}),  # means nothing any more
        ("", {}),
    ],
)
def test_a_threshold_becomes_the_narrowest_bands_that_are_as_wide(file, said, kept):
    file.write_text(said)
    setup.begin()
    assert rows() == {audience: (None, width) for audience, width in kept.items()}


def test_that_it_was_read_is_in_the_audit_and_in_the_log(file, capfd):
    file.write_text("[partnership]\nthreshold = 10\n")
    setup.begin()
    assert entries() == ["read disclosure.toml: partnership: bands of 10 for all months"]
    printed = capfd.readouterr()
    assert "disclosure.toml was read once" in printed.err
    assert printed.out == ""  # the command line answers there


def test_it_is_not_looked_at_again(file, capfd):
    file.write_text("[partnership]\nthreshold = 10\n")
    setup.begin()
    file.write_text("[partnership]\nthreshold = 20\nnonsense")
    before = rows(), entries()
    setup.begin()
    assert (rows(), entries()) == before
    assert "not looked at any more" in capfd.readouterr().err


def test_one_that_is_put_there_later_changes_nothing_that_was_shown(file):
    setup.begin()
    file.write_text("[partnership]\nthreshold = 20\n")
    setup.begin()
    assert (rows(), entries()) == ({}, [])


def test_every_fault_is_named_and_the_start_refused_until_it_is_mended(file):
    file.write_text(
        '[restricted]\nthreshold = 5\n[partnership]\nthreshold = 4\nmethod = "none"\nrounding = 5\n'
        "[public]\nthreshold = true\nbase = 2\n"
    )
    for _ in range(2):
        with pytest.raises(RefusedError) as refusal:
            setup.ready()
        assert list(refusal.value.reasons) == [
            "disclosure.toml: [restricted] is no audience; there are partnership, public.",
            "disclosure.toml: [partnership] has rounding; it may have method, threshold, base.",
            "disclosure.toml: method in [partnership] must be one of suppression, bands, rounding.",
            "disclosure.toml: threshold in [partnership] must be a whole number from 5 to 100.",
            "disclosure.toml: threshold in [public] must be a whole number from 5 to 100.",
            "disclosure.toml: base in [public] must be a whole number from 3 to 100.",
        ]
        assert (rows(), entries()) == ({}, [])
    file.write_text("[partnership]\nthreshold = 20\n")
    setup.begin()
    assert rows()["partnership"] == (None, 20)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"partnership = 5", "partnership must be a table, written"),
        (b"[partnership", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_what_is_no_file_of_rules_is_refused(file, said, reason):
    file.write_bytes(said)
    with pytest.raises(RefusedError, match=reason):
        setup.begin()


def test_what_was_read_is_a_rule_like_any_other(file):
    file.write_text("[partnership]\nthreshold = 10\n")
    setup.begin()
    (one,) = rules.everything(ITSELF)
    assert (one.audience, one.set_by) == ("partnership", "the app itself")
