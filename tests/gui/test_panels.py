"""Where the panes of the window stand."""

import pytest

from annotator.gui.page_model import PageModel
from annotator.gui.panels import Panels
from annotator.gui.tasks import TaskRunner
from tests.pictures import LABEL_SET


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.close()


def _shown(qtbot, runner, width):
    panels = Panels(PageModel(), runner)
    qtbot.addWidget(panels)
    panels.resize(width, 500)
    panels.show()
    panels.show_project(LABEL_SET)
    qtbot.waitUntil(lambda: all(panels.widths))
    return panels


def test_in_a_small_window_the_panes_at_the_sides_give_way_to_the_page(qtbot, runner):
    left, middle, right = _shown(qtbot, runner, 900).widths
    assert middle >= 518
    assert min(left, right) >= 188


def test_the_page_never_pushes_the_panes_out_of_a_tiny_window(qtbot, runner):
    panels = _shown(qtbot, runner, 720)
    assert min(panels.widths) >= 185
    assert sum(panels.widths) <= 720


def test_panes_that_a_window_made_small_stay_when_it_grows_again(qtbot, runner):
    panels = _shown(qtbot, runner, 860)
    left, middle, right = panels.widths
    panels.resize(1400, 500)
    assert panels.widths[1] > middle
    assert panels.widths[0] >= left
    assert panels.widths[2] >= right
