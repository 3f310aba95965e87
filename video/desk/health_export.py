"""Has the report on all cameras made, as pages, a workbook or separated text; each is on record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.bridge.hub import Hub
from app.bridge.reports import ReportRequest
from app.domain.rights import Right, zones_of
from widgets.access.permits import Permits
from widgets.formats import local
from widgets.notice import Notice
from widgets.reports.making import ReportMaking

FORMATS = ("pdf", "xlsx", "csv")
CAMERA = "camera"
"""The kind of device."""


class HealthExport(QWidget):
    """GUI thread."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._permits = hub, Permits(hub)
        self._usable = True
        self.making = ReportMaking(hub, self)
        self.format = QComboBox()
        for name in FORMATS:
            self.format.addItem(name.upper(), name)
        self.format.setAccessibleName(self.tr("Format"))
        self.make_button, self.cancel_button = (
            QPushButton(self.tr("Save report…")),
            QPushButton(self.tr("Cancel")),
        )
        self.progress, self.notice = QProgressBar(), Notice()
        self.progress.setRange(0, 100)
        self.progress.setFixedWidth(90)
        self.progress.setTextVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.notice, self.progress, self.format, self.make_button, self.cancel_button):
            row.addWidget(part)
        self.make_button.clicked.connect(self._choose_file)
        self.cancel_button.clicked.connect(self.making.cancel)
        self.making.progressed.connect(lambda share: self.progress.setValue(round(100 * share)))
        self.making.finished.connect(self._over)
        hub.access.session_changed.connect(self.judge)
        self.judge()

    def set_usable(self, usable: bool) -> None:
        self._usable = usable
        self.judge()

    def judge(self, _news: object = None) -> None:
        running, why = self.making.running, self._permits.why_not(Right.EXPORT)
        self.make_button.setEnabled(self._usable and not why and not running)
        self.make_button.setToolTip(why)
        self.make_button.setVisible(not running)
        self.format.setEnabled(not running)
        self.cancel_button.setVisible(running)
        self.progress.setVisible(running)

    def _choose_file(self) -> None:
        format_ = str(self.format.currentData())
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Save report"), folder, f"{format_.upper()} (*.{format_})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(format_)
        day = local(self._hub.now()).strftime("%Y-%m-%d")
        name = self.tr("cameras")
        dialog.selectFile(f"{name}-{day}.{format_}")
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Make it into this file, of the districts that this operator sees."""
        format_ = str(self.format.currentData())
        out = path if path.suffix.lower() == f".{format_}" else path.with_name(f"{path.name}.{format_}")
        session = self._hub.access.session
        zones = zones_of(() if session is None else session.grants, Right.SEE, CAMERA)
        if zones == ():
            self._over(self._permits.why_not(Right.SEE))
            return
        where = () if zones is None else tuple(f"--zone={zone}" for zone in zones)
        by = "" if session is None else session.name
        self.progress.setValue(0)
        self.making.start(ReportRequest(("cameras", *where), out, self._hub.language, by))
        self.judge()

    def _over(self, sentence: str) -> None:
        self.notice.say(sentence)
        self.judge()
