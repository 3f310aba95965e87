"""The style sheet of docks: heads of 28 px, lines of 1 px, a bar above the current tab."""

from __future__ import annotations

from string import Template

from widgets.theme import Theme

_SHEET = Template("""
ads--CDockContainerWidget { background: $app; }
ads--CDockSplitter::handle { background: $app; }
ads--CDockSplitter::handle:horizontal { width: 3px; }
ads--CDockSplitter::handle:vertical { height: 3px; }
ads--CDockAreaWidget { background: $panel; border: 0; }
ads--CDockAreaTitleBar { background: $raised; border: 0; border-bottom: 1px solid $line; padding: 0;
  min-height: 27px; max-height: 27px; }
ads--CDockAreaTabBar { background: transparent; border: 0; }
ads--CDockWidgetTab { background: $raised; border: 0; border-right: 1px solid $line; padding: 0 2px;
  min-height: 27px; border-top: 2px solid $raised; }
ads--CDockWidgetTab QLabel { color: $text2; font-size: 13px; font-weight: 500; }
ads--CDockWidgetTab[activeTab="true"] { background: $panel; border-top: 2px solid $selection; }
ads--CDockWidgetTab[activeTab="true"] QLabel { color: $text; font-weight: 600; }
ads--CDockWidget { background: $panel; border: 0; }
ads--CTitleBarButton { background: transparent; border: 0; min-height: 18px; padding: 0 4px; margin: 0; }
ads--CTitleBarButton:hover { background: $control; }
ads--CFloatingDockContainer { background: $app; }
ads--CFloatingDockContainer > QWidget { background: $app; }
#tabCloseButton, #floatingTitleCloseButton { background: transparent; border: 0; min-height: 16px;
  padding: 0 2px; }
QScrollArea#dockWidgetScrollArea { border: 0; padding: 0; }
""")


def dock_sheet(theme: Theme) -> str:
    """A part of the sheet of the application."""
    roles = ("app", "panel", "raised", "control", "line", "text", "text2", "selection")
    return _SHEET.substitute({role: getattr(theme, role).name() for role in roles})
