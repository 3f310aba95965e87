"""The page of reports: which one at the left; at the right what of, how far it is, and where it went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.bridge.reports import ReportRequest
from app.domain.rights import Right
from widgets.access.gated_page import GatedPage
from widgets.incidents.record.attachment_files import open_with_desktop
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.reports.form import KINDS, ReportForm
from widgets.reports.making import ReportMaking

LIST_WIDTH, FORM_WIDTH, ROW = 260, 460, 30


class ReportsPage(GatedPage):
    """One report at a time, made by another process: the console goes on meanwhile. GUI thread."""

    def __init__(self, hub: Hub, look: Look, open_file: Callable[[Path], bool] = open_with_desktop) -> None:
        super().__init__(hub, look, Right.EXPORT)
        self._open = open_file
        self.kinds = QListWidget()
        self.form = ReportForm(hub)
        self.making = ReportMaking(hub, self)
        self.about, self.said = PlainLabel(), PlainLabel()
        self.make_button = QPushButton(self.tr("Make report"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.file_button = QPushButton(self.tr("Open file"))
        self.folder_button = QPushButton(self.tr("Open folder"))
        self.progress = QProgressBar()
        self._fill()
        self.hold(self._body())
        self._connect()
        self.kinds.setCurrentRow(0)
        self._judge_acts()

    def _fill(self) -> None:
        for kind in KINDS:
            item = QListWidgetItem(self._titles()[kind][0])
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setSizeHint(QSize(0, ROW))
            self.kinds.addItem(item)
        self.kinds.setAccessibleName(self.tr("Reports"))
        self.kinds.setFixedWidth(LIST_WIDTH)
        self.about.setProperty("look", "support")
        self.said.setProperty("look", "support")
        self.about.setWordWrap(True)
        self.said.setWordWrap(True)
        self.make_button.setProperty("look", "primary")
        self.progress.setRange(0, 100)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.setFocusProxy(self.kinds)

    def _titles(self) -> dict[str, tuple[str, str]]:
        """The name of each report, and what is in it."""
        return {
            "incident": (
                self.tr("Incident record"),
                self.tr("The whole story of one incident: map, timeline, orders, people, files."),
            ),
            "period": (
                self.tr("Figures of a period"),
                self.tr("Incidents by kind and zone, times against targets, crews, energy and water."),
            ),
            "quarter": (
                self.tr("Quarterly report"),
                self.tr("Activities and goals against the work plan, and the figures of the quarter."),
            ),
            "shift": (
                self.tr("Shift log"),
                self.tr("Notes, hand-over and signature of a shift, with its incidents and orders."),
            ),
            "alarms": (
                self.tr("Quality of the alarms"),
                self.tr("How many there were, floods, the worst ones, and what was shelved by whom."),
            ),
            "cameras": (
                self.tr("Camera health and retention"),
                self.tr("What serves and what is blind, uptime, days of footage by district, gaps."),
            ),
        }

    def _body(self) -> QWidget:
        body = QWidget()
        right = QVBoxLayout()
        right.setSpacing(8)
        buttons, ends = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (buttons, (self.make_button, self.cancel_button)),
            (ends, (self.file_button, self.folder_button)),
        ):
            row.setSpacing(4)
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
        for widget in (self.about, self.form):
            right.addWidget(widget)
        right.addLayout(buttons)
        right.addWidget(self.progress)
        right.addWidget(self.said)
        right.addLayout(ends)
        right.addStretch(1)
        holder = QWidget()
        holder.setLayout(right)
        holder.setMaximumWidth(FORM_WIDTH)
        whole = QHBoxLayout(body)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.setSpacing(12)
        whole.addWidget(self.kinds)
        whole.addWidget(holder, 1)
        whole.addStretch(1)
        return body

    def _connect(self) -> None:
        self.kinds.currentItemChanged.connect(self._choose)
        self.kinds.itemActivated.connect(lambda _: self.form.setFocus())
        self.form.changed.connect(self._judge_acts)
        self.make_button.clicked.connect(self._choose_file)
        self.cancel_button.clicked.connect(self.making.cancel)
        self.file_button.clicked.connect(lambda: self._show_made(folder=False))
        self.folder_button.clicked.connect(lambda: self._show_made(folder=True))
        self.making.progressed.connect(lambda share: self.progress.setValue(round(100 * share)))
        self.making.finished.connect(self._over)
        self.opened.connect(self._on_opened)
        self.engine_told.connect(lambda _: self._judge_acts())

    def show_incident(self, incident: str) -> None:
        """Offer the record of this one."""
        self.kinds.setCurrentRow(KINDS.index("incident"))
        self.form.incident.setText(incident)

    def show_shift(self, shift: str) -> None:
        """Offer the log of this one."""
        self.kinds.setCurrentRow(KINDS.index("shift"))
        self.form.choose_shift(shift)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            kind = str(item.data(Qt.ItemDataRole.UserRole))
            self.about.setText(self._titles()[kind][1])
            self.form.show_kind(kind)

    # -- making it -----------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        format_ = str(self.form.format.currentData())
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Save report"), folder, f"{format_.upper()} (*.{format_})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(format_)
        dialog.selectFile(self.form.file_name())
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Make the report that is asked for, into this file."""
        words, format_ = self.form.words(), str(self.form.format.currentData())
        if not words or self.making.running:
            return
        out = path if path.suffix.lower() == f".{format_}" else path.with_name(f"{path.name}.{format_}")
        session = self._hub.access.session
        by = "" if session is None else session.name
        self.progress.setValue(0)
        self.said.setText(self.tr("Making the report"))
        self.making.start(ReportRequest(words, out, str(self.form.language.currentData()), by))
        self._judge_acts()

    def _over(self, sentence: str) -> None:
        self.said.setText(sentence)
        self._judge_acts()

    def _show_made(self, *, folder: bool) -> None:
        made = self.making.made
        if made is not None and not self._open(made.parent if folder else made):
            self.said.setText(self.tr("This machine has no program that opens it."))

    # -- what can be done now ------------------------------------------------------------------------

    def _judge_acts(self) -> None:
        missing, running = self.form.missing(), self.making.running
        may = self.is_open and self.engine_up and not self._permits.why_not(Right.EXPORT)
        self.make_button.setEnabled(may and not missing and not running)
        self.make_button.setToolTip(missing)
        self.form.setEnabled(not running)
        self.kinds.setEnabled(not running)
        self.cancel_button.setVisible(running)
        self.progress.setVisible(running)
        for button in (self.file_button, self.folder_button):
            button.setVisible(self.making.made is not None and not running)

    def _on_opened(self, _is_open: bool) -> None:
        """What another operator had made is theirs."""
        self.making.cancel()
        self.making.made = None
        self.said.clear()
        self._judge_acts()
