"""The style sheet of the console, written from a theme.

Widgets ask for a look by the dynamic property `look`: on a QPushButton `small`, `large`, `primary`,
`flat`, `chip`, `tight`; on a QLabel `small`, `caption`, `support`, `title`, `value`, `code`; on a QFrame
`panel`, `head`, `raised`, `strip`, `bar`.

Every QLabel, with it every tool tip and message box, takes plain text: no name is ever markup.
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor

from app.settings.resources import resource
from widgets.theme import Theme

_SHEET = Template("""
* { outline: 0; }
QWidget { color: $text; }
QMainWindow, QDialog { background: $app; }
QToolTip { background: $raised; color: $text; border: 1px solid $line2; padding: 4px 6px;
  qproperty-textFormat: PlainText; }

QFrame[look="panel"], QWidget[look="panel"] { background: $panel; }
QFrame[look="head"] { background: $raised; border: 0; border-bottom: 1px solid $line;
  min-height: 27px; max-height: 27px; }
QFrame[look="raised"] { background: $raised; border: 1px solid $line2; border-radius: 2px; }
QFrame[look="strip"] { background: $panel; border: 0; border-bottom: 1px solid $line; }
QFrame[look="foot"] { background: $panel; border: 0; border-top: 1px solid $line; }
QFrame[look="bar"] { background: $app; border: 0; border-bottom: 1px solid $line; }
QFrame[look="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[look="section"] { background: transparent; border: 0; border-bottom: 1px solid $line; }

QLabel { background: transparent; qproperty-textFormat: PlainText; }
QLabel[look="small"] { color: $text3; font-size: 11px; }
QLabel[look="caption"] { color: $text3; font-size: 11px; font-weight: 600; }
QLabel[look="support"] { color: $text2; font-size: 12px; }
QLabel[look="title"] { font-size: 15px; font-weight: 700; }
QLabel[look="card"] { font-size: 14px; font-weight: 600; }
QLabel[look="value"] { font-size: 20px; font-weight: 600; }
QLabel[look="key"] { color: $text3; font-size: 11px; font-weight: 500; border: 1px solid $line2;
  border-radius: 2px; padding: 0 4px; }
QLabel[look="tag"] { color: $text2; font-size: 11px; font-weight: 500; border: 1px solid $line2;
  border-radius: 2px; padding: 1px 5px; }
QLabel[look="stale"] { color: $text; font-size: 11px; font-weight: 500; background: $stale_soft;
  border: 1px dashed $stale; border-radius: 2px; padding: 1px 5px; }

QPushButton, QToolButton { background: $control; color: $text; border: 1px solid $line2; border-radius: 2px;
  min-height: 24px; padding: 0 10px; font-weight: 500; }
QToolButton { padding: 0 5px; }
QPushButton:hover, QToolButton:hover { border-color: $text3; }
QPushButton:pressed, QToolButton:pressed { background: $raised; }
QPushButton:focus, QToolButton:focus { border: 2px solid $selection; padding: 0 9px; min-height: 22px; }
QToolButton:focus { padding: 0 4px; }
QPushButton:checked, QToolButton:checked { border: 2px solid $selection; padding: 0 9px; min-height: 22px; }
QPushButton:disabled, QToolButton:disabled { color: $text3; background: $panel; border: 1px dashed $line2; }
QPushButton[look="small"] { min-height: 20px; padding: 0 7px; font-size: 12px; }
QPushButton[look="small"]:focus, QPushButton[look="small"]:checked { min-height: 18px; padding: 0 6px; }
QPushButton[look="chip"] { min-height: 20px; padding: 0 7px; font-size: 12px; }
QPushButton[look="chip"]:checked { background: $selection_soft; border: 1px solid $selection;
  min-height: 20px; padding: 0 7px; }
QPushButton[look="chip"]:focus { border: 2px solid $selection; min-height: 18px; padding: 0 6px; }
QPushButton[look="tight"] { min-height: 20px; padding: 0 3px; font-size: 11px; }
QPushButton[look="tight"]:checked, QPushButton[look="tight"]:focus { min-height: 18px; padding: 0 2px; }
QPushButton[look="large"] { min-height: 32px; padding: 0 14px; font-weight: 600; }
QPushButton[look="large"]:focus { min-height: 30px; padding: 0 13px; }
QPushButton[look="primary"] { background: $text; color: $app; border-color: $text; font-weight: 600; }
QPushButton[look="primary"]:disabled { background: $panel; color: $text3; border: 1px dashed $line2; }
QPushButton[look="flat"], QToolButton[look="flat"] { background: transparent; border: 1px solid transparent; }
QPushButton[look="flat"]:hover, QToolButton[look="flat"]:hover { border-color: $line2; }
QToolButton[look="flat"]:focus { border: 1px solid $selection; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QComboBox {
  background: $field; color: $text; border: 1px solid $line2; border-radius: 2px;
  selection-background-color: $selection_soft; selection-color: $text; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QComboBox { min-height: 24px; padding: 0 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateTimeEdit:focus, QComboBox:focus {
  border: 1px solid $selection; }
QLineEdit:disabled, QComboBox:disabled { color: $text3; background: $panel; border: 1px dashed $line2; }
QComboBox { background: $control; font-weight: 500; }
QComboBox::drop-down { border: 0; width: 18px; }
QComboBox::down-arrow { image: url($arrow); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line2; color: $text;
  selection-background-color: $selection_soft; selection-color: $text; }

QCheckBox { background: transparent; spacing: 6px; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 12px; height: 12px; border: 1px solid $line2;
  border-radius: 2px; background: $field; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { image: url($check); }
QCheckBox::indicator:focus { border: 1px solid $selection; }
QRadioButton { background: transparent; }

QAbstractItemView { background: $panel; border: 0; color: $text; font-size: 12px; gridline-color: $line;
  selection-background-color: $selection_soft; selection-color: $text; alternate-background-color: $panel; }
QTableView::item, QTreeView::item { border: 0; border-bottom: 1px solid $line; padding: 0 6px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $selection_soft; color: $text; }
QHeaderView { background: $raised; border: 0; }
QHeaderView::section { background: $raised; color: $text3; border: 0; border-bottom: 1px solid $line;
  padding: 0 6px; min-height: 21px; font-size: 11px; font-weight: 600; }
QTableCornerButton::section { background: $raised; border: 0; }

QTabBar { background: $raised; }
QTabBar::tab { background: $raised; color: $text2; border: 0; border-right: 1px solid $line; padding: 0 12px;
  min-height: 26px; font-weight: 500; border-top: 2px solid $raised; }
QTabBar::tab:selected { background: $panel; color: $text; border-top: 2px solid $selection; }
QTabWidget::pane { border: 0; }

QMenu { background: $raised; border: 1px solid $line2; padding: 4px 0; }
QMenu::item { padding: 4px 24px 4px 12px; }
QMenu::item:selected { background: $selection_soft; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 2px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QSplitter::handle { background: $line; }
QProgressBar { background: $control; border: 0; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $text2; }
""")


def _names(theme: Theme) -> dict[str, str]:
    return {
        name: value.name() for name in Theme.__slots__ if isinstance(value := getattr(theme, name), QColor)
    }


def style_sheet(theme: Theme) -> str:
    """The sheet for the whole application."""
    tone = "dark" if theme.dark else "light"
    return _SHEET.substitute(
        _names(theme),
        arrow=resource("glyphs", f"arrow_{tone}.svg").as_posix(),
        check=resource("glyphs", f"tick_{tone}.svg").as_posix(),
    )
