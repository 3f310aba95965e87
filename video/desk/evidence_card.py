"""One package that was saved: name, size, time, who asked and why, its hash, and whether the copy holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from app.bridge.evidence import Exported
from app.domain.plain_text import shown
from app.domain.video.footage import FootageExport
from video.desk.evidence_words import short_hash
from widgets.control.elided import Elided
from widgets.formats import clock
from widgets.glyphs import glyph_pixmap
from widgets.incidents.record.file_size import file_size
from widgets.look import Look
from widgets.plain_label import plain_label, plain_tip


@dataclass(frozen=True, slots=True)
class SavedEvidence:
    """Times are epoch ms; `verified` is 0 where nobody has read the copy back here."""

    export: str
    name: str
    size: int
    since: int
    until: int
    by: str
    reason: str
    sha256: str
    verified: int = 0
    place: str = ""


def of_made(exported: Exported) -> SavedEvidence:
    wanted, done = exported.wanted, exported.done
    return SavedEvidence(
        exported.export,
        Path(done.file).name,
        done.size,
        wanted.since,
        wanted.until,
        wanted.operator.partition(" (")[2].removesuffix(")") or wanted.operator,
        wanted.reason,
        done.sha256,
        done.verified,
        done.file,
    )


def of_export(export: FootageExport) -> SavedEvidence:
    return SavedEvidence(
        export.id,
        export.name,
        export.size,
        export.since,
        export.until,
        export.operator,
        export.reason,
        export.sha256,
    )


class EvidenceCard(QFrame):
    """`brief` shows its name and size alone, the rest when the pointer rests on it. GUI thread."""

    def __init__(self, saved: SavedEvidence, look: Look, parent: QWidget, *, brief: bool = False) -> None:
        super().__init__(parent)
        self.saved = saved
        self.setProperty("look", "raised")
        self.file, self.about, self.digest = Elided(), Elided(), plain_label(look="code")
        self.digest.setMinimumWidth(1)
        self.bytes = plain_label(file_size(saved.size), look="small")
        self.proof = plain_label(look="support")
        self.file.setProperty("look", "support")
        self.about.setProperty("look", "small")
        self._fill()
        self._lay_out(look, brief=brief)

    def _fill(self) -> None:
        saved = self.saved
        self.file.setText(shown(saved.name))
        span = clock(saved.since)
        if saved.until > saved.since:
            span = self.tr("{0} to {1}").format(span, clock(saved.until))
        by, reason = shown(saved.by), shown(saved.reason)
        self.about.setText(" · ".join((span, self.tr("asked by {0}").format(by), reason)))
        self.digest.setText(f"SHA-256 {short_hash(saved.sha256)}")
        self.digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told = (saved.export, self.about.text(), saved.place, saved.sha256)
        self.setToolTip(plain_tip("\n".join(filter(None, told))))
        if saved.verified:
            verified = self.tr("Copy verified {0}, no differences")
            self.proof.setText(verified.format(clock(saved.verified)))

    def _lay_out(self, look: Look, *, brief: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 2 if brief else 6, 8, 2 if brief else 6)
        grid.setSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.file, 0, 0)
        grid.addWidget(self.bytes, 0, 1)
        if brief:
            return
        grid.addWidget(self.about, 1, 0, 1, 2)
        for row, (glyph, label) in enumerate((("link", self.digest), ("check", self.proof)), 2):
            if not label.text():
                continue
            sign, line = QLabel(), QHBoxLayout()
            sign.setPixmap(glyph_pixmap(glyph, 12, look.theme.text2, self.devicePixelRatioF()))
            line.setSpacing(6)
            line.addWidget(sign)
            line.addWidget(label, 1)
            grid.addLayout(line, row, 0, 1, 2)
