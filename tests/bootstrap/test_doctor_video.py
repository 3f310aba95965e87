"""`doctor` on the recordings folder and on cameras that encrypt."""

import shutil
import string

import pytest

from app.bootstrap.doctor_video import VIDEO_SAYINGS, check_certificates, check_recordings
from app.bootstrap.doctor_words import State
from app.domain.video.cameras import CameraStream, CertificateCheck
from video.media.certificates import REFUSED
from video.recording.home import RecordingsHome


def test_a_disk_that_is_away_is_told_and_nothing_is_made_in_its_place(tmp_path):
    folder, claim = tmp_path / "disk" / "recordings", tmp_path / "claim.json"
    assert check_recordings(folder, claim).says == "recordings_none"
    assert not folder.exists()
    RecordingsHome(folder, claim).fault()
    assert check_recordings(folder, claim).says == "recordings_ok"
    shutil.rmtree(folder)
    found = check_recordings(folder, claim)
    assert (found.state, found.says) == (State.FAIL, "recordings_away")
    assert not folder.exists()
    folder.mkdir()
    assert check_recordings(folder, claim).says == "recordings_away"
    assert not list(folder.iterdir())


def test_cameras_that_encrypt_and_are_not_checked_are_named(tmp_path):
    plain = CameraStream("CAM-1", "rtsp://10.0.0.1/a")
    known = CameraStream("CAM-2", "rtsps://10.0.0.2/a")
    anyone = CameraStream("CAM-3", "rtsp://10.0.0.3/a", "https://10.0.0.3/b", tls=CertificateCheck.UNCHECKED)
    assert check_certificates((plain,), tmp_path).says == "certificates_none"
    found = check_certificates((plain, known), tmp_path)
    assert (found.says, found.values["count"]) == ("certificates_ok", 1)
    found = check_certificates((plain, known, anyone), tmp_path)
    assert (found.state, found.says, found.values["ids"]) == (State.WARN, "certificates_unchecked", "CAM-3")
    (tmp_path / f"10.0.0.9_322{REFUSED}").write_text("ab" * 32)  # of a camera that was taken away
    assert check_certificates((known, anyone), tmp_path).says == "certificates_unchecked"
    (tmp_path / f"10.0.0.2_322{REFUSED}").write_text("ab" * 32)
    found = check_certificates((plain, known, anyone), tmp_path)
    assert (found.says, found.values["hosts"]) == ("certificates_other", "10.0.0.2:322")


@pytest.mark.parametrize("key", VIDEO_SAYINGS)
def test_both_languages_name_the_same_values(key):
    for text in (VIDEO_SAYINGS[key].sentence, VIDEO_SAYINGS[key].what_to_do):
        named = [
            {name for _, name, _, _ in string.Formatter().parse(one) if name} for one in (text.es, text.en)
        ]
        assert named[0] == named[1]
