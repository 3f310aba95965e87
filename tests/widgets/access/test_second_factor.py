"""The second factor: the picture can be read, the codes come once, and it can be switched off."""

import stat
import sys

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog

from app.wire import access as wire
from tests.widgets.soft_access import CODE, PASSWORD
from tests.widgets.soft_hub import SoftHub
from widgets.access.entry import Stage
from widgets.access.qr_picture import QUIET, QrPicture, qr_image
from widgets.access.second_factor import FactorDialog, in_groups
from widgets.theme import DARK, LIGHT

Key = Qt.Key
URI = "otpauth://totp/Atalaya:r.quispe?secret=JBSWY3DPEHPK3PXP&issuer=Atalaya"


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=0, alarms=0)


@pytest.fixture
def dialog(hub, look, qtbot):
    made = FactorDialog(hub, look, None)
    made.open()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.codes = ()
    made.close()


def pixels(image: QImage) -> np.ndarray:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()


def answer(qtbot, dialog, **texts: str) -> None:
    for name, text in texts.items():
        qtbot.keyClicks(dialog.form.lines[name], text)
        qtbot.keyClick(dialog.form.lines[name], Key.Key_Return)


def test_the_picture_is_read_by_a_camera_in_both_themes(qtbot, look):
    picture = QrPicture(URI)
    qtbot.addWidget(picture)
    for theme in (DARK, LIGHT):
        look.set_theme(theme)
        drawn = pixels(picture.grab().toImage())
        assert cv2.QRCodeDetector().detectAndDecode(drawn)[0] == URI
        assert set(np.unique(drawn)) == {0, 255}


def test_the_picture_has_its_quiet_zone():
    plain = pixels(qr_image(URI))
    assert (plain[:QUIET] == 255).all()
    assert (plain[:, :QUIET] == 255).all()
    assert (plain[-QUIET:] == 255).all()


def test_the_key_can_be_typed_from_the_screen():
    assert in_groups("JBSWY3DPEHPK3PXP") == "JBSW Y3DP EHPK 3PXP"


def test_password_picture_code_and_recovery_codes_follow_each_other(dialog, hub, qtbot):
    answer(qtbot, dialog, password="wrong")
    qtbot.waitUntil(lambda: bool(dialog.form.said.text()))
    assert dialog.form.said.text() == "The password is not right. Try again."
    answer(qtbot, dialog, password=PASSWORD)
    qtbot.waitUntil(lambda: dialog.offer is not None)
    answer(qtbot, dialog, code="000000")
    qtbot.waitUntil(lambda: "not right or was used" in dialog.form.said.text())
    answer(qtbot, dialog, code=f"{CODE[:3]} {CODE[3:]}")
    qtbot.waitUntil(lambda: dialog.sheet is not None)
    assert len(dialog.codes) == 10
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    said = []
    dialog.said.connect(said.append)
    qtbot.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    assert said == ["The second factor is on."]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_recovery_codes_are_copied_or_saved_for_their_owner_alone(dialog, qtbot, tmp_path):
    answer(qtbot, dialog, password=PASSWORD)
    qtbot.waitUntil(lambda: dialog.offer is not None)
    answer(qtbot, dialog, code=CODE)
    qtbot.waitUntil(lambda: dialog.sheet is not None)
    qtbot.mouseClick(dialog.sheet.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().splitlines() == list(dialog.codes)
    file = tmp_path / "codes.txt"
    file.write_text("before", encoding="utf-8")
    dialog.sheet.save_to(str(file))
    assert file.read_text(encoding="utf-8").splitlines() == list(dialog.codes)
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    dialog.sheet.save_to(str(tmp_path / "no" / "folder" / "codes.txt"))
    assert dialog.sheet.said.text().startswith("Not saved: ")
    assert [left.name for left in tmp_path.iterdir()] == ["codes.txt"]


def test_what_is_on_can_be_switched_off_with_the_password(hub, look, qtbot):
    hub.accounts.sign_in("admin")
    dialog = FactorDialog(hub, look, None)
    dialog.open()
    said = []
    dialog.said.connect(said.append)
    answer(qtbot, dialog, password=PASSWORD)
    qtbot.waitUntil(lambda: said == ["The second factor is off."])
    assert not hub.access.session.second_factor


def test_a_role_that_wants_it_is_asked_at_the_start_and_not_at_every_unlocking(hub, window, qtbot):
    answered = wire.SignInAnswer(hub.access.session, "token", problem="second_factor_wanted")
    hub.accounts.answer = answered
    window.door.cover.card.entry.let_in.emit(Stage.UNLOCK, answered)
    assert window.door.dialog is None
    window.deeds.change_operator()
    form = window.door.dialog.entry.form
    form.lines["operator"].setText("r.quispe")
    answer(qtbot, window.door.dialog.entry, password=PASSWORD)
    qtbot.waitUntil(lambda: isinstance(window.door.dialog, FactorDialog))
    assert window.door.dialog.form.said.text().startswith("Your role asks for a second factor")
    window.door.dialog.reject()
