"""The audit trail for auditors: to be searched, read, verified and taken out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.audit import AuditFilter
from app.domain.rights import Right
from app.wire.administration import AuditPage as Page
from widgets.access.gated_page import GatedPage
from widgets.admin.audit_detail import AuditDetail
from widgets.admin.audit_export import AuditExport, ExportPlan
from widgets.admin.audit_filters import AuditFilterBar
from widgets.admin.audit_model import AuditModel
from widgets.admin.audit_pages import PAGE, AuditPages
from widgets.admin.audit_proof import AuditProofBar
from widgets.admin.audit_reader import AuditReader
from widgets.admin.audit_table import AuditTable
from widgets.admin.audit_text import Format
from widgets.formats import number
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import plain_label

FRESH_MS = 10_000
"""New entries are counted so often while the page is in sight."""
SLOW_MS = 1000
"""After this long without an answer the page says that it loads."""
_TABLE, _SENTENCE = 0, 1


class AuditPage(GatedPage):
    """Loads pages as they are scrolled to; new entries are counted and never move rows. GUI thread."""

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__(hub, look, Right.READ_AUDIT)
        self.pages = AuditPages()
        self.model = AuditModel(self.pages, self)
        self.table = AuditTable(self.model, look)
        self.reader = AuditReader(hub, self.pages, self)
        self.filters = AuditFilterBar()
        self.detail = AuditDetail()
        self.proof = AuditProofBar(hub, look)
        self.export = AuditExport(hub, self)
        self.verify_button = QPushButton(self.tr("Verify"))
        self.export_button = QPushButton(self.tr("Export"))
        self.cancel_button = QPushButton(self.tr("Cancel export"))
        self.fresh_button, self.top_button = QPushButton(), QPushButton(self.tr("Go to the newest"))
        self.counted, self.said = plain_label(look="support"), Notice()
        self.exported, self.sentence = plain_label(look="support"), plain_label(look="support", wraps=True)
        self._plain_below = 0
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._looking = QTimer(self, interval=FRESH_MS)
        self._make_menu()
        self._connect()
        self.hold(self._body())

    # -- the parts -----------------------------------------------------------------------------------

    def _body(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addLayout(self._acts())
        column.addWidget(self.proof)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._list())
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.setSizes([1400, 330])
        self.detail.setMinimumWidth(290)
        column.addWidget(split, 1)
        return whole

    def _acts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 4)
        row.setSpacing(6)
        row.addWidget(self.counted)
        for button in (self.fresh_button, self.top_button):
            row.addWidget(button)
            button.hide()
        row.addWidget(self.said, 1)
        row.addWidget(self.exported)
        for button in (self.cancel_button, self.verify_button, self.export_button):
            row.addWidget(button)
        for button in (self.fresh_button, self.top_button, self.cancel_button):
            button.setProperty("look", "small")
        self.cancel_button.hide()
        return row

    def _list(self) -> QWidget:
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.sentence)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return body

    def _make_menu(self) -> None:
        menu = QMenu(self)
        for words, format_ in (
            (self.tr("For a spreadsheet (CSV)…"), Format.CSV),
            (self.tr("To check the chain (JSON Lines)…"), Format.JSON_LINES),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, chosen=format_: self._choose_file(chosen))
        self.export_button.setMenu(menu)

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.reader.started.connect(self._begin)
        self.reader.first_came.connect(self._start)
        self.reader.older_came.connect(self._add_older)
        self.reader.newer_came.connect(self._add_newer)
        self.reader.fresh_counted.connect(self._show_fresh)
        self.reader.failed.connect(self._fail)
        self.table.older_wanted.connect(self.reader.ask_older)
        self.table.newer_wanted.connect(self.reader.ask_newer)
        self.table.chosen.connect(self.detail.show_entry)
        self.fresh_button.clicked.connect(self.reload)
        self.top_button.clicked.connect(self.reload)
        self.verify_button.clicked.connect(self.proof.verify)
        self.proof.running_changed.connect(self._judge_acts)
        self.proof.entry_wanted.connect(self.show_entry)
        self.cancel_button.clicked.connect(self.export.cancel)
        self.export.progressed.connect(self._show_progress)
        self.export.finished.connect(self._export_over)
        self.opened.connect(self._on_opened)
        self.engine_told.connect(self._on_engine)
        self.ready.connect(self._on_ready)
        self._slow.timeout.connect(self._say_loading)
        self._looking.timeout.connect(self._look_for_fresh)

    # -- what is asked -------------------------------------------------------------------------------

    def reload(self) -> None:
        """From the newest entry that fits the filter."""
        self._read(self.filters.chosen(self._hub.now()), 0)

    def show_entry(self, seq: int) -> None:
        """A list without a filter that begins with this entry."""
        self.filters.blockSignals(True)
        self.filters.reset()
        self.filters.blockSignals(False)
        self._read(AuditFilter(), seq + 1)

    def _read(self, chosen: AuditFilter, before: int) -> None:
        if self.may_ask:
            self._plain_below = before
            self.reader.choose(chosen, before)

    def _look_for_fresh(self) -> None:
        if self.may_ask and not self._plain_below:
            self.reader.count_fresh()

    # -- what is answered ----------------------------------------------------------------------------

    def _begin(self) -> None:
        self.fresh_button.hide()
        self._slow.start()

    def _say_loading(self) -> None:
        self.counted.setText(self.tr("Loading"))
        if not self.model.rowCount():
            self._say(self.tr("Loading the audit trail"))

    def _start(self, page: Page, before: int) -> None:
        self._slow.stop()
        self.note_read()
        self.model.start(page, before)
        self.filters.offer_operators(entry.draft.operator for entry in page.entries)
        self.table.scrollToTop()
        if page.entries:
            self._stack.setCurrentIndex(_TABLE)
            self.table.setCurrentIndex(self.model.index(0, 0))
        elif self.reader.filter == AuditFilter():
            self._say(self.tr("The audit trail is empty."))
        else:
            self._say(self.tr("No entry fits the filter. Clear it to see all."))
        if not page.entries:
            self.detail.show_entry(None)
        self._count()

    def _add_older(self, page: Page) -> None:
        self.filters.offer_operators(entry.draft.operator for entry in page.entries)
        self.table.add_older(page)
        self._count()

    def _add_newer(self, page: Page) -> None:
        self.table.add_newer(page)
        self._count()

    def _fail(self, sentence: str) -> None:
        self._slow.stop()
        self._count()
        if self.model.rowCount():
            self.said.say(sentence)
        else:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self._stack.setCurrentIndex(_SENTENCE)

    def _count(self) -> None:
        entries = self.pages.entries
        total = number(self.pages.total)
        if not entries:
            self.counted.setText(self.tr("{0} entries in all").format(total))
        else:
            ends = number(entries[0].seq), number(entries[-1].seq)
            self.counted.setText(self.tr("Entries {0} to {1} of {2}").format(*ends, total))
        away = self.pages.newer() is not None or self._plain_below > 0
        self.top_button.setVisible(away)

    def _show_fresh(self, count: int) -> None:
        more = "+" if count >= PAGE else ""
        self.fresh_button.setText(self.tr("{0} new, show them").format(f"{number(count)}{more}"))
        self.fresh_button.setVisible(count > 0)

    # -- export --------------------------------------------------------------------------------------

    def _choose_file(self, format_: Format) -> None:
        csv = format_ is Format.CSV
        title = self.tr("Save CSV") if csv else self.tr("Save JSON Lines")
        dialog = QFileDialog(self, title, "", "CSV (*.csv)" if csv else "JSON Lines (*.jsonl)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(str(format_))
        dialog.selectFile(f"atalaya-audit.{format_}")
        dialog.fileSelected.connect(lambda path: self.save(Path(path), format_))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path, format_: Format) -> None:
        """Write all entries that fit the filter to a file."""
        filter_ = self.reader.filter
        rows = self.pages.total if filter_ == AuditFilter() else 0
        self.exported.setText(self.tr("Asking the engine"))
        self.export.start(ExportPlan(path, format_, filter_, rows))
        self._judge_acts()

    def _show_progress(self, rows: int) -> None:
        self.exported.setText(self.tr("{0} entries read").format(number(rows)))

    def _export_over(self, sentence: str) -> None:
        self.exported.setText(sentence)
        self._judge_acts()

    # -- what can be done now ------------------------------------------------------------------------

    def _judge_acts(self) -> None:
        up = self.is_open and self.engine_up
        refused = self._permits.why_not(Right.EXPORT, briefly=True)
        self.verify_button.setEnabled(up and not self.proof.running)
        self.export_button.setEnabled(up and not refused and not self.export.running)
        self.export_button.setToolTip(refused)
        if refused and self.is_open:
            self.exported.setText(refused)
        self.cancel_button.setVisible(self.export.running)
        for part in (self.filters, self.fresh_button, self.top_button):
            part.setEnabled(up)

    def _on_opened(self, _is_open: bool) -> None:
        """Another operator sees nothing of what the one before had read, nor writes it to a file."""
        self.export.cancel()
        self.reader.forget()
        self.model.clear()
        self.detail.show_entry(None)
        self.proof.forget()
        self.exported.clear()
        self._judge_acts()

    def _on_engine(self, up: bool) -> None:
        self._judge_acts()
        if not up and not self.model.rowCount():
            self._say(self.tr("The engine is away. Nothing was read yet."))

    def _on_ready(self) -> None:
        if self.isVisible() and not self.model.rowCount():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looking.start()
        if not self.model.rowCount():
            self.reload()
        else:
            self._look_for_fresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.stop()
