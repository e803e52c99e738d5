"""What is counted, under labels of closed lists."""

import pytest

from probation_commission import metrics

TYPED = "Ada Example/17 people"


def counted() -> dict[tuple[str, ...], float]:
    """Every number that `/metrics` has, by its name and labels."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in metrics.REGISTRY.collect()
        for sample in family.samples
    }


def grown(count) -> dict[tuple[str, ...], float]:
    """What is more than before, without the times at which counting began."""
    before = counted()
    count()
    after = counted()
    return {
        key: after[key] - before.get(key, 0)
        for key in after
        if after[key] != before.get(key, 0) and not key[0].endswith(("_created", "_bucket"))
    }


def test_a_run_is_counted_with_its_time_and_questions():
    assert grown(lambda: metrics.rerun("iom", 0.5, 0.25, 7)) == {
        ("pc_rerun_seconds_count", "iom"): 1,
        ("pc_rerun_seconds_sum", "iom"): 0.5,
        ("pc_rerun_processor_seconds_total", "iom"): 0.25,
        ("pc_rerun_selects_total", "iom"): 7,
    }


@pytest.mark.parametrize(
    ("count", "name", "labels"),
    [
        (lambda: metrics.action("ideas.move", "refused"), "pc_actions_total", ("ideas.move", "refused")),
        (lambda: metrics.fault("locked"), "pc_faults_total", ("locked",)),
        (lambda: metrics.sign_in_refused("no account"), "pc_sign_ins_refused_total", ("no account",)),
        (lambda: metrics.worker_failed("died"), "pc_workers_failed_total", ("died",)),
    ],
)
def test_the_others_are_counted_by_kind(count, name, labels):
    assert grown(count) == {(name, *labels): 1}


def test_what_somebody_typed_is_no_label():
    def count() -> None:
        metrics.rerun(TYPED, 1, 1, 1)
        metrics.action(TYPED, TYPED)
        metrics.fault(TYPED)
        metrics.sign_in_refused(TYPED)
        metrics.worker_failed(TYPED)

    assert {label for _, *labels in grown(count) for label in labels} == {"other"}
    assert TYPED not in str(counted())


def test_it_is_a_registry_of_our_own():
    names = {family.name for family in metrics.REGISTRY.collect()}
    assert names
    assert not [name for name in names if not name.startswith("pc_")]
