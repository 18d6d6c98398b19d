"""What is known of a data set as a whole before its first page is written."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.agreement_report import AgreementReport
from annotator.core.labels import LabelSet
from annotator.core.policies import KEEP, Policy


@dataclass(frozen=True, slots=True)
class DataSetFacts:
    """What a data set says of itself.

    `name` is the project's; `chosen` tells in words which sets were left in, one filter each, and
    is empty where all were. `command` repeats the export. `guideline_version` is None where the
    project has no guidelines, `agreement` where it was not asked for or cannot be told.
    """

    name: str
    label_set: LabelSet
    program_version: str = ""
    command: str = ""
    policy: Policy = KEEP
    chosen: tuple[str, ...] = ()
    guideline_version: int | None = None
    agreement: AgreementReport | None = None
