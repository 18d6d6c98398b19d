import threading

import pytest

from annotator.core.errors import Cancelled
from annotator.core.progress import silent
from annotator.gui.opened_project import OpenedProject


class Jobs:
    """The jobs of a project that notes when it is closed."""

    is_read_only = False

    def __init__(self):
        self.closed_in = None
        self.makes_copies = True

    def stop_copies(self):
        self.makes_copies = False

    def close(self):
        self.closed_in = threading.current_thread()


class Lock:
    is_locked = True

    def unlock(self):
        self.is_locked = False


@pytest.fixture
def lock():
    return Lock()


@pytest.fixture
def jobs():
    return Jobs()


def test_a_project_that_nobody_uses_is_closed_and_unlocked_at_once(jobs, lock):
    project = OpenedProject(jobs, lock)
    project.close()
    assert jobs.closed_in is threading.current_thread()
    assert not lock.is_locked
    project.wait_until_closed(0)


def test_a_project_in_use_is_closed_after_the_last_job(jobs, lock):
    project = OpenedProject(jobs, lock)
    gates = [threading.Event(), threading.Event()]
    entered = threading.Barrier(3)

    def job(gate):
        def work(_report):
            entered.wait(5)
            assert gate.wait(5)
            assert jobs.closed_in is None
            assert lock.is_locked
            return "done"

        return work

    threads = [threading.Thread(target=project.using(job(gate)), args=(silent,)) for gate in gates]
    for thread in threads:
        thread.start()
    entered.wait(5)
    project.close()
    assert jobs.closed_in is None
    for gate, thread in zip(gates, threads, strict=True):
        assert lock.is_locked
        gate.set()
        thread.join()
    project.wait_until_closed(5)
    assert jobs.closed_in is threads[1]
    assert not lock.is_locked


def test_a_job_that_fails_gives_the_project_back_as_well(jobs, lock):
    project = OpenedProject(jobs, lock)

    def fail(_report):
        project.close()
        raise Cancelled

    with pytest.raises(Cancelled):
        project.using(fail)(silent)
    assert jobs.closed_in is not None
    assert not lock.is_locked


def test_a_job_that_comes_too_late_does_not_begin(jobs):
    project = OpenedProject(jobs, None)
    project.close()
    begun = []
    with pytest.raises(Cancelled):
        project.using(begun.append)(silent)
    assert begun == []


def test_a_project_without_a_lock_is_read_only(jobs, lock):
    assert OpenedProject(jobs, None).is_read_only
    assert not OpenedProject(jobs, lock).is_read_only


def test_a_project_that_is_left_makes_no_more_copies_while_a_job_still_runs(jobs, lock):
    project = OpenedProject(jobs, lock)

    def work(_report):
        project.close()
        return jobs.makes_copies, jobs.closed_in

    assert project.using(work)(silent) == (False, None)
    assert jobs.closed_in is not None
