import pytest

from annotator.core.labels import parse_label_set
from annotator.gui.agreement.dialog import AgreementDialog
from annotator.gui.agreement.figures import AgreementFigures
from annotator.services.resources import resource
from tests.agreements import report_of


@pytest.fixture(scope="session")
def label_set():
    return parse_label_set(resource("labels.toml").read_text("utf-8"), "labels")


@pytest.fixture
def figures(label_set):
    def of(report=None):
        return AgreementFigures.of(report or report_of(), label_set)

    return of


@pytest.fixture
def dialog(qtbot, tmp_path):
    dialog = AgreementDialog(tmp_path / "news.annotator")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog
