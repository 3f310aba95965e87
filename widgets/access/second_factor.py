"""Sets up the second factor step by step: password, picture and code, recovery codes; or switches it off."""

from __future__ import annotations

import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.wire.access import RecoveryCodes, SecondFactorOffer
from widgets.access import pages
from widgets.access.dialogs import FormDialog
from widgets.access.entry import Texts
from widgets.access.qr_picture import QrPicture
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.style import BASE, code_font

GROUP = 4
FILE_MODE = 0o600


def in_groups(secret: str) -> str:
    """`JBSW Y3DP EHPK 3PXP`, to be typed by hand."""
    return " ".join(secret[start : start + GROUP] for start in range(0, len(secret), GROUP))


class FactorDialog(FormDialog):
    """`wanted` says first that the operator's role asks for it."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget, *, wanted: bool = False) -> None:
        session = hub.access.session
        on = session is not None and session.second_factor
        super().__init__(hub, look, pages.FACTOR_DROP if on else pages.FACTOR_BEGIN, parent)
        self.codes: tuple[str, ...] = ()
        self.offer: Offer | None = None
        self.sheet: CodeSheet | None = None
        if wanted:
            self.form.say(self.tr("Your role asks for a second factor. Set it up now."))
        self.answered.connect(self._go_on)

    def ask(self, texts: Texts) -> Coroutine[Any, Any, object]:
        access = self._hub.access
        if self.form.page is pages.FACTOR_BEGIN:
            return access.begin_second_factor(texts["password"])
        if self.form.page is pages.FACTOR_CONFIRM:
            return access.confirm_second_factor("".join(texts["code"].split()))
        return access.drop_second_factor(texts["password"])

    def _go_on(self, answer: object) -> None:
        if isinstance(answer, SecondFactorOffer):
            self.show_form(pages.FACTOR_CONFIRM)
            self.offer = Offer(answer)
            self.form.show_above_fields(self.offer)
        elif isinstance(answer, RecoveryCodes):
            self._show_codes(answer.codes)
        else:
            self.done_with(self.tr("The second factor is off."))
        self.fit()

    def _show_codes(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        self.form.hide()
        self.sheet = CodeSheet(codes)
        self.put(self.sheet)
        self.leave.setText(self.tr("I have kept them"))
        self.leave.clicked.disconnect()
        self.leave.clicked.connect(lambda: self.done_with(self.tr("The second factor is on.")))
        self.leave.setAutoDefault(True)
        self.leave.setFocus()

    def reject(self) -> None:
        """With the codes on the screen, only their button leads on: they come once."""
        if not self.codes:
            super().reject()


class Offer(QWidget):
    """The picture for the app, and the same as letters."""

    def __init__(self, offer: SecondFactorOffer) -> None:
        super().__init__()
        key = PlainLabel(in_groups(offer.secret))
        key.setFont(code_font(BASE))
        key.setWordWrap(True)
        key.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.picture = QrPicture(offer.uri)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(key)


class CodeSheet(QWidget):
    """The recovery codes, once: to copy or to save."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__()
        self._text = "\n".join(codes)
        title, words, shown = PlainLabel(self.tr("Recovery codes")), PlainLabel(), PlainLabel(self._text)
        title.setProperty("look", "card")
        words.setProperty("look", "support")
        words.setWordWrap(True)
        words.setText(
            self.tr(
                "Each lets you in once without the telephone. They are shown now and never again: "
                "keep them apart from this PC."
            )
        )
        shown.setFont(code_font(BASE))
        self.said = PlainLabel()
        self.said.setProperty("look", "small")
        self.copy, self.save = QPushButton(self.tr("Copy")), QPushButton(self.tr("Save to a file…"))
        for button in (self.copy, self.save):
            button.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._choose_file)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.save)
        row.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (title, words, shown):
            column.addWidget(part)
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.said.setText(self.tr("Copied"))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the recovery codes"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("atalaya-codes.txt")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, file: str) -> None:
        """Write the codes, for their owner's eyes only."""
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(f"{self._text}\n")
            Path(file).chmod(FILE_MODE)
        except OSError as failure:
            self.said.setText(self.tr("Not saved: {0}").format(failure.strerror or type(failure).__name__))
            return
        self.said.setText(self.tr("Saved"))
