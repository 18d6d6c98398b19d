"""Determinism: the same proposals and the same lessons, whatever the machine is and has loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy._core._multiarray_umath import (  # the only list of what may be switched off
    __cpu_dispatch__,
    __cpu_features__,
)

from tests.unit.assist import same_everywhere

ROOT = Path(__file__).parents[3]
OPTIONAL = " ".join(name for name in __cpu_dispatch__ if __cpu_features__.get(name))
MACHINES = {
    "hashes of another seed, one thread": {"PYTHONHASHSEED": "7", "OPENBLAS_NUM_THREADS": "1"},
    "two threads": {"PYTHONHASHSEED": "8", "OPENBLAS_NUM_THREADS": "2"},
    "an old machine": {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": OPTIONAL},
    "a very old machine": {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": OPTIONAL},
}


@pytest.fixture(scope="module")
def here() -> list[object]:
    return json.loads(json.dumps(same_everywhere.everything()))


@pytest.mark.parametrize("machine", MACHINES)
def test_another_machine_proposes_and_learns_the_same(machine: str, here: list[object]):
    answer = subprocess.run(
        [sys.executable, "-m", same_everywhere.__name__],
        cwd=ROOT,
        env={**os.environ, **MACHINES[machine]},
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(answer.stdout)
    assert told["numpy"] == np.__version__
    assert told["told"] == here


def test_what_is_proposed_for_the_samples_is_no_trifle(here: list[object]):
    proposals = [made[2] for made in here if isinstance(made, list) and len(made) == 3]
    assert sum(map(len, proposals)) > 500
    assert len({one[2] for some in proposals for one in some}) == 5
    assert {one[4] for some in proposals for one in some} == {"model", "rule", "seen on this site"}
