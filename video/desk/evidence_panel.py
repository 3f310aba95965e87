"""Saves what is on the wall as evidence: a photo, a clip, and what was saved last with its proof."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.bridge.evidence import Evidence, EvidenceWanted, Exported
from app.bridge.hub import Hub
from app.domain.rights import Right
from app.domain.video.evidence import EvidenceStill
from app.domain.video.footage import FootageExport
from app.wire.frame_slots import BLURRED, SlotFrame
from video.desk.evidence_card import EvidenceCard, SavedEvidence, of_export, of_made
from video.desk.evidence_dialog import EvidenceDialog
from video.desk.evidence_making import EvidenceMaking
from video.desk.photo_attaching import PhotoAttaching, png_of
from video.desk.photo_question import PhotoQuestion
from video.desk.release_dialog import ReleaseDialog, Segments
from widgets import tasks
from widgets.access.permits import Permits
from widgets.clipping import breakable
from widgets.glyphs import glyph_icon, glyph_pixmap
from widgets.look import Look
from widgets.plain_label import plain_label

SHOWN, SIGN = 3, 16
MINUTE_MS = 60_000

Exports = Callable[[], Awaitable[list[FootageExport]]]
Shot = Callable[[str], tuple[str, SlotFrame] | None]
"""The stream of a camera and its frame that is on the screen now."""


class EvidencePanel(QWidget):
    """`set_subject` says what the buttons are about. `exports` reads the last ones, newest first; what it
    raises leaves those that are shown. `segments` reads what is recorded: without it nothing can be released.
    GUI thread."""

    said = Signal(str)

    def __init__(
        self,
        hub: Hub,
        look: Look,
        evidence: Evidence,
        exports: Exports,
        shot: Shot,
        segments: Segments | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub, self._look, self._exports, self._shot = hub, look, exports, shot
        self._segments = segments
        self._permits = Permits(hub)
        self._cameras: tuple[str, ...] = ()
        self._since = self._until = 0
        self._incident = self._outcome = ""
        self._saved: list[SavedEvidence] = []
        self._tight = False
        self.making = EvidenceMaking(hub, evidence, self)
        self.attaching, self.attach = PhotoAttaching(hub, self), QPushButton()
        self.photo, self.clip = QPushButton(self.tr("Photo")), QPushButton()
        self.release, self.cancel = QPushButton(self.tr("Release protected…")), QPushButton(self.tr("Cancel"))
        self.progress = QProgressBar()
        self.words = plain_label(look="small", wraps=True)
        self.cards = QVBoxLayout()
        self._lay_out()
        self._connect()
        self._dress()
        self.set_subject((), 0, 0)

    def _lay_out(self) -> None:
        self.photo.setProperty("look", "primary")
        for small in (self.cancel, self.release):
            small.setProperty("look", "small")
        self.progress.setRange(0, 100)
        self.progress.setAccessibleName(self.tr("Progress"))
        buttons, course = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((buttons, (self.photo, self.clip)), (course, (self.progress, self.cancel))):
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part, 1 if part is not self.cancel else 0)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(plain_label(self.tr("Save as evidence"), look="caption"))
        column.addLayout(buttons)
        column.addWidget(self.attach)
        column.addWidget(self.release)
        column.addLayout(course)
        column.addWidget(self.words)
        self.cards.setSpacing(6)
        column.addLayout(self.cards)
        column.addStretch(1)

    def fit(self, *, tight: bool) -> None:
        """Only the newest package, in one line, where there is little height."""
        self._tight = tight
        margin = 5 if tight else 8
        self._column.setContentsMargins(8, margin, 8, margin)
        self._column.setSpacing(4 if tight else 6)
        self._show()

    def _connect(self) -> None:
        self.photo.clicked.connect(self.save_photo)
        self.clip.clicked.connect(self.save_clip)
        self.attach.clicked.connect(self.attach_photo)
        self.release.clicked.connect(self.release_clips)
        self.attaching.said.connect(self._over)
        self.cancel.clicked.connect(self.making.cancel)
        self.making.progressed.connect(lambda share: self.progress.setValue(round(100 * share)))
        self.making.made.connect(self._made)
        self.making.failed.connect(self._over)
        self._hub.access.session_changed.connect(self.judge)
        self._hub.link_changed.connect(self.judge)
        self._look.changed.connect(self._dress)

    # -- what it is about ----------------------------------------------------------------------------

    def set_subject(self, cameras: Sequence[str], since: int, until: int, incident: str = "") -> None:
        """The chosen cameras, the first one for photos, and the marked time (epoch ms; equal for none)."""
        self._cameras, self._since, self._until = tuple(cameras), since, until
        self._incident = incident
        minutes = max(1, round((until - since) / MINUTE_MS))
        self.attach.setText(self.tr("Attach photo to {0}").format(incident))
        self.attach.setVisible(bool(incident))
        self.clip.setText(self.tr("Clip {0} min").format(minutes) if until > since else self.tr("Clip"))
        self.judge()

    def judge(self, *_: object) -> None:
        """Look again what can be pressed, and say why not."""
        why = self._why_not()
        busy = self.making.running
        self.photo.setEnabled(not why and not busy)
        self.clip.setEnabled(not why and not busy and self._until > self._since)
        barred = why or (self._incident and self.attaching.why_not(self._incident))
        self.attach.setEnabled(not barred and not self.attaching.busy)
        self.attach.setToolTip(barred or self.tr("The picture that is on the screen now"))
        self.release.setVisible(not why and self._segments is not None and self._until > self._since)
        for part in (self.progress, self.cancel):
            part.setVisible(busy)
        self._say(why, busy=busy)

    def _say(self, why: str, *, busy: bool) -> None:
        """What became of the last one stays until there is another."""
        words = self.tr("Saving …") if busy else why or self._outcome
        if not words and self._until <= self._since:
            words = self.tr("Mark a time on the timeline for a clip.")
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _why_not(self) -> str:
        if not self._cameras:
            return self.tr("Choose a camera.")
        if self._hub.link.phase != "up":
            return self.tr("No engine: nothing can be saved as evidence.")
        found = (self._permits.why_not(Right.VIDEO_EXPORT, camera) for camera in self._cameras)
        return next((why for why in found if why), "")

    # -- saving --------------------------------------------------------------------------------------

    def save_clip(self) -> None:
        """Ask for the rest, then save the marked time of the chosen cameras."""
        self._open(self._cameras, self._since, self._until, ())

    def save_photo(self) -> None:
        """Ask for the rest, then save the frame of the first chosen camera as it is on the screen now."""
        found = self._seen()
        if found is None:
            return
        stream, frame = found
        at = frame.media_ms or frame.captured
        still = EvidenceStill(self._cameras[0], at, png_of(frame), stream.endswith(BLURRED))
        self._open(self._cameras[:1], at, at, (still,))

    def attach_photo(self) -> None:
        """The same frame to the incident that is the reason; at once where no faces can be shown in it."""
        found = self._seen()
        if found is None or not self._incident:
            return
        incident, camera, (stream, frame) = self._incident, self._cameras[0], found
        blurred = stream.endswith(BLURRED)

        def attach(faces: bool) -> None:
            self._outcome = ""
            faces = faces and self._permits.may(Right.VIDEO_FACES, camera)
            self.attaching.attach(incident, camera, frame, blurred=blurred, faces=faces)
            self.judge()

        if blurred or not self._permits.may(Right.VIDEO_FACES, camera):
            attach(False)
            return
        self.question = PhotoQuestion(self.attach.text(), self)
        self.question.decided.connect(attach)
        self.question.open()

    def release_clips(self) -> None:
        """Ask which of the protected recordings of the marked time need be kept no longer."""
        if self._segments is not None:
            self.releasing = ReleaseDialog(
                self._hub, self, self._segments, self._cameras, self._since, self._until
            )
            self.releasing.said.connect(self._over)
            self.releasing.open()

    def _seen(self) -> tuple[str, SlotFrame] | None:
        """What stands on the screen of the first chosen camera; None, and said, where there is none."""
        found = self._shot(self._cameras[0]) if self._cameras else None
        if found is None:
            self._over(self.tr("There is no picture of this camera on the screen."))
        return found

    def _open(
        self, cameras: Sequence[str], since: int, until: int, stills: tuple[EvidenceStill, ...]
    ) -> None:
        self.dialog = EvidenceDialog(
            self._hub,
            self,
            cameras=cameras,
            since=since,
            until=until,
            incident=self._incident,
            stills=stills,
        )
        self.dialog.wanted.connect(self.start)
        self.dialog.open()

    def start(self, wanted: EvidenceWanted) -> None:
        """Have it made; nothing while one is under way."""
        self._outcome = ""
        self.progress.setValue(0)
        self.making.start(wanted)
        self.judge()

    def _made(self, exported: Exported) -> None:
        self._saved.insert(0, of_made(exported))
        self._show()
        gaps = exported.done.gaps
        words = self.tr("Saved as {0}.").format(breakable(exported.done.file))
        if gaps:
            words += " " + self.tr("Footage is missing in {0} places; the package names them.").format(gaps)
        if not exported.kept and exported.wanted.until > exported.wanted.since:
            words += " " + self.tr("The recordings themselves could not be locked.")
        self._over(words)

    def _over(self, words: str) -> None:
        self._outcome = words
        self.judge()
        self.said.emit(words)

    # -- what was saved ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the last ones anew."""
        tasks.run(self, self._read(), self._take, lambda _unread: None)

    async def _read(self) -> list[FootageExport]:
        return await self._exports()

    def _take(self, found: list[FootageExport]) -> None:
        own = {saved.export: saved for saved in self._saved}
        signed = [of_export(export) for export in found if export.signed_at]
        self._saved = [own.get(saved.export, saved) for saved in signed] or self._saved
        self._show()

    def _show(self) -> None:
        while (item := self.cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for saved in self._saved[: 1 if self._tight else SHOWN]:
            self.cards.addWidget(EvidenceCard(saved, self._look, self, brief=self._tight))

    def _dress(self) -> None:
        theme = self._look.theme
        for button, glyph, color in ((self.photo, "camera", theme.app), (self.clip, "save", theme.text)):
            icon = glyph_icon(glyph, color)
            density = self.devicePixelRatioF()
            icon.addPixmap(glyph_pixmap(glyph, SIGN, theme.text3, density), QIcon.Mode.Disabled)
            button.setIcon(icon)
        self._show()
