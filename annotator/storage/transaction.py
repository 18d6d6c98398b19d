"""What can be done with the store while its door is open."""

from __future__ import annotations

from sqlalchemy import Connection

from annotator.storage.annotators import AnnotatorRepository
from annotator.storage.assignments import AssignmentRepository
from annotator.storage.calibration import CalibrationRepository
from annotator.storage.evidence import EvidenceRepository
from annotator.storage.guidelines import GuidelineRepository
from annotator.storage.learners import LearnerRepository
from annotator.storage.licences import LicenceRepository
from annotator.storage.outgoing import OutgoingRepository
from annotator.storage.page_addresses import PageAddressRepository
from annotator.storage.pages import PageRepository
from annotator.storage.project import ProjectRepository
from annotator.storage.prospects import ProspectRepository
from annotator.storage.received_sets import ReceivedSetRepository
from annotator.storage.remarks import RemarkRepository
from annotator.storage.sets import SetRepository
from annotator.storage.work import WorkRepository


class Transaction:
    """One view of the project in which nothing of others changes; its repositories die with it."""

    def __init__(self, connection: Connection) -> None:
        self.project = ProjectRepository(connection)
        self.pages = PageRepository(connection)
        self.addresses = PageAddressRepository(connection)
        self.annotators = AnnotatorRepository(connection)
        self.sets = SetRepository(connection)
        self.evidence = EvidenceRepository(connection)
        self.prospects = ProspectRepository(connection)
        self.learners = LearnerRepository(connection)
        self.work = WorkRepository(connection)
        self.assignments = AssignmentRepository(connection)
        self.calibration = CalibrationRepository(connection)
        self.remarks = RemarkRepository(connection)
        self.guidelines = GuidelineRepository(connection)
        self.licences = LicenceRepository(connection)
        self.outgoing = OutgoingRepository(connection)
        self.received = ReceivedSetRepository(connection)
