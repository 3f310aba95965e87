"""The files of the incident: what they are, their hash, and how they are opened, saved and attached."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QProgressBar, QPushButton, QWidget

from app.bridge.hub import Hub
from app.domain.incidents import acts
from app.domain.incidents.events import Attached, IncidentEvent
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from widgets import formats, tasks
from widgets.file_faults import fault_words
from widgets.incidents.record.attachment_files import AttachmentFiles, safe_name
from widgets.incidents.record.file_size import file_size
from widgets.incidents.record.line_list import Line, LineList
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.requests import IncidentRequests, right_for
from widgets.incidents.record.section import Section
from widgets.incidents.record.uploads import Uploads
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import plain_label


class AttachmentSection(Section):
    """GUI thread. Files are read, hashed and copied off it."""

    def __init__(
        self,
        hub: Hub,
        look: Look,
        names: RecordNames,
        requests: IncidentRequests,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub, self._names, self._requests = hub, names, requests
        self._incident: Incident | None = None
        self._attached: dict[str, Attached] = {}
        self.files = AttachmentFiles()
        self.uploads = Uploads(hub, self)
        self.caption.setText(self.tr("Files"))
        self.list = LineList(look, self.tr("Files"), height=36, most=4)
        self.attach = QPushButton(self.tr("Attach…"))
        self.open, self.save = QPushButton(self.tr("Open")), QPushButton(self.tr("Save as…"))
        self.copy = QPushButton(self.tr("Copy hash"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.under_way, self.refusals = plain_label(look="small"), plain_label(look="support", wraps=True)
        self.notice = Notice(collapses=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.attach.setProperty("look", "small")
        self.head.addWidget(self.attach)
        self.body.addWidget(self.list)
        buttons = (self.open, self.save, self.copy)
        for button in buttons:
            button.setProperty("look", "small")
        self.add_row(*buttons)
        for part in (self.under_way, self.bar, self.refusals, self.notice):
            part.setContentsMargins(10, 0, 10, 0)
            self.body.addWidget(part)
            part.hide()

    def _connect(self) -> None:
        self.attach.clicked.connect(self.ask_files)
        self.open.clicked.connect(lambda: self._open(self.list.current))
        self.save.clicked.connect(lambda: self._ask_place(self.list.current))
        self.copy.clicked.connect(self._copy_hash)
        self.list.chosen.connect(lambda _: self._judge())
        self.list.line_activated.connect(self._open)
        self.uploads.progressed.connect(self._show_progress)
        self.uploads.finished.connect(self._end_progress)
        self.uploads.refused.connect(self._show_refusal)

    def show_incident(self, incident: Incident) -> None:
        if self._incident is None or self._incident.id != incident.id:
            self.refusals.clear()
            self.refusals.hide()
            self.list.show_lines(())
        self._incident = incident
        self._judge()

    def show_events(self, events: Iterable[IncidentEvent]) -> None:
        """Of the incident and of those that were merged into it."""
        self._attached = {}
        lines = []
        for event in events:
            if isinstance(event.body, Attached):
                line = self._line(event, event.body)
                self._attached[line.id] = event.body
                lines.append(line)
        self.list.show_lines(lines)
        self.aside.setText(str(len(lines)) if lines else "")
        self.list.setVisible(bool(lines))
        if lines and not self.list.current:
            self.list.choose(lines[-1].id)
        self._judge()

    def why_not(self) -> str:
        """Why nothing can be attached; empty when it can."""
        if self._incident is None:
            return self.tr("No incident chosen.")
        return self._requests.why_not(right_for(acts.BeginAttachment), self._incident)

    def take_files(self, paths: Iterable[Path]) -> None:
        """Attach these, or say why not."""
        reason = self.why_not()
        if reason or self._incident is None:
            self._show_refusal("", reason)
            return
        if not self.uploads.busy:
            self.refusals.clear()
            self.refusals.hide()
        self.uploads.add(self._incident.id, paths)

    def ask_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take_files(Path(name) for name in names))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _line(self, event: IncidentEvent, attached: Attached) -> Line:
        who = self._names.person(event.by)
        parts = (file_size(attached.size), formats.hour(event.at), who, shown(attached.note))
        sha256 = shown(attached.sha256, 64)
        return Line(
            id=f"{event.incident} {event.seq}",
            title=shown(attached.name),
            support=" · ".join(part for part in parts if part),
            right=f"{sha256[:6]}…{sha256[-4:]}",
            tip=f"{shown(attached.name)}\nSHA-256 {sha256}",
        )

    def _judge(self) -> None:
        reason = self.why_not()
        self.attach.setEnabled(not reason)
        self.attach.setToolTip(reason or self.tr("Or drop files on this panel."))
        chosen = self._attached.get(self.list.current)
        for button in (self.open, self.save, self.copy):
            button.setVisible(bool(self.list.lines))
            button.setEnabled(chosen is not None)
        if chosen is not None:
            opens = self.files.opens(chosen.media)
            self.open.setEnabled(opens)
            self.open.setToolTip(
                "" if opens else self.tr("Not a picture, clip or document: save it instead.")
            )

    def _kept(self, chosen: str) -> tuple[Attached, Path] | None:
        """The file on this machine; says so where it is not."""
        attached = self._attached.get(chosen)
        path = None if attached is None else self._hub.incidents.attachment_path(attached.sha256)
        if attached is None or path is None:
            self.notice.say(self.tr("The file is not on this machine."))
            return None
        return attached, path

    def _open(self, chosen: str) -> None:
        kept = self._kept(chosen)
        if kept is None or not self.files.opens(kept[0].media):
            return
        tasks.run(self, self.files.open(kept[1], kept[0].media), self._opened, self._failed)

    def _opened(self, done: bool) -> None:
        if not done:
            self.notice.say(self.tr("No program here opens it. Save it instead."))

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, OSError):
            self.notice.say(fault_words(problem))
        else:
            self.notice.say(self.tr("It could not be taken out."))

    def _ask_place(self, chosen: str) -> None:
        kept = self._kept(chosen)
        if kept is None:
            return
        dialog = QFileDialog(self, self.tr("Save the file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(safe_name(kept[0].name))
        dialog.fileSelected.connect(lambda name: self._save(kept[1], Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, kept: Path, to: Path) -> None:
        said = self.tr("Saved as {0}").format(shown(to.name))
        tasks.run(self, self.files.save(kept, to), lambda _: self.notice.say(said), self._failed)

    def _copy_hash(self) -> None:
        chosen = self._attached.get(self.list.current)
        if chosen is not None:
            QGuiApplication.clipboard().setText(chosen.sha256)
            self.notice.say(self.tr("Hash copied"))

    def _show_progress(self, name: str, share: float, waiting: int) -> None:
        per_cent = formats.measure(share * 100, "%", 0)
        behind = self.tr("{0} wait").format(waiting) if waiting else ""
        self.under_way.setText(" · ".join(part for part in (name, per_cent, behind) if part))
        self.bar.setValue(round(share * 100))
        self.under_way.show()
        self.bar.show()

    def _end_progress(self) -> None:
        self.under_way.hide()
        self.bar.hide()

    def _show_refusal(self, name: str, why: str) -> None:
        sentence = f"{name}: {why}" if name else why
        before = self.refusals.text()
        self.refusals.setText(f"{before}\n{sentence}" if before else sentence)
        self.refusals.show()
