"""What supervision measures in words is said in the language of the console, not as machines say it."""

import pytest
from PySide6.QtCore import QTranslator

from app.domain.video.cameras import CameraFault
from app.settings.catalogue import load_catalogue
from video.recording.faults import RecordingFault
from video.supervisor.server_device import NO_FAULT
from widgets import wording
from widgets.video_values import video_value


class Marks(QTranslator):
    """Shows what passes a translator, whatever the language."""

    def translate(self, context, source, *_):
        return f"<{source}>"


@pytest.fixture
def marked(qapp):
    translator = Marks()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("quantity", "words"), [("blind", tuple(CameraFault)), ("recording_fault", tuple(RecordingFault))]
)
def test_each_word_that_can_be_measured_has_one_for_people(marked, quantity, words):
    assert quantity in load_catalogue().quantities
    said = [video_value(quantity, word) for word in (NO_FAULT, *words)]
    assert all(one.startswith("<") and "_" not in one for one in said), said
    assert len({*said}) == len(said)


def test_a_word_that_nobody_knows_stays_as_it_came(marked):
    assert video_value("blind", "fog") == "fog"
    assert video_value("operating_mode", "dark") == "dark", "the words of another quantity are its own"


def test_alarms_devices_and_reports_say_it_so(qapp):
    quantities = load_catalogue().quantities
    assert wording.value(quantities["recording_fault"], "disk_full") == "disk full"
    assert wording.value(quantities["blind"], NO_FAULT) == "no fault"
    assert wording.value(quantities["blind"], "fog") == "fog"
