"""Beside the picture that is tuned: its stages, what adds and removes them, and the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from video.tuning.stage_form import StageForm
from video.tuning.stage_lines import StageLines

LEAST_WIDTH = 300


def stage_side(
    kinds: QComboBox, add: QPushButton, drop: QPushButton, stages: StageLines, form: StageForm
) -> QWidget:
    """These, below each other. GUI thread."""
    head = QGridLayout()
    head.setContentsMargins(8, 4, 8, 4)
    head.addWidget(kinds, 0, 0, 1, 2)
    head.addWidget(add, 1, 0)
    head.addWidget(drop, 1, 1)
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head)
    column.addWidget(stages)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(form)
    column.addWidget(scroll, 1)
    side.setMinimumWidth(LEAST_WIDTH)
    return side
