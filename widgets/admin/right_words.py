"""What each right is called on the screen, and the order in which rights are listed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.rights import Right


def right_words(right: Right) -> str:
    """A short verb for the right; the word itself for one that has no words yet."""
    words = {
        Right.SEE: QCoreApplication.translate("Rights", "See devices and alarms"),
        Right.ACKNOWLEDGE: QCoreApplication.translate("Rights", "Acknowledge alarms"),
        Right.NOTE: QCoreApplication.translate("Rights", "Write notes"),
        Right.SHELVE: QCoreApplication.translate("Rights", "Shelve alarms"),
        Right.OUT_OF_SERVICE: QCoreApplication.translate("Rights", "Take out of service"),
        Right.COMMAND_LUMINAIRES: QCoreApplication.translate("Rights", "Command luminaires"),
        Right.OPERATE_VALVES: QCoreApplication.translate("Rights", "Operate valves and pumps"),
        Right.SOUND_SIRENS: QCoreApplication.translate("Rights", "Sound sirens"),
        Right.APPROVE: QCoreApplication.translate("Rights", "Sign as second person"),
        Right.OVERRIDE: QCoreApplication.translate("Rights", "Override an interlock"),
        Right.DISPATCH: QCoreApplication.translate("Rights", "Dispatch crews"),
        Right.VIDEO_LIVE: QCoreApplication.translate("Rights", "See live video"),
        Right.VIDEO_STEER: QCoreApplication.translate("Rights", "Steer cameras"),
        Right.VIDEO_FACES: QCoreApplication.translate("Rights", "See faces and plates"),
        Right.VIDEO_PLAYBACK: QCoreApplication.translate("Rights", "See recorded video"),
        Right.VIDEO_EXPORT: QCoreApplication.translate("Rights", "Export video"),
        Right.EXPORT: QCoreApplication.translate("Rights", "Export data"),
        Right.EDIT_DEVICES: QCoreApplication.translate("Rights", "Edit devices"),
        Right.EDIT_RULES: QCoreApplication.translate("Rights", "Edit alarm rules"),
        Right.EDIT_SETTINGS: QCoreApplication.translate("Rights", "Change settings"),
        Right.STOP_ENGINE: QCoreApplication.translate("Rights", "Stop the engine"),
        Right.READ_AUDIT: QCoreApplication.translate("Rights", "Read the audit trail"),
        Right.ADMINISTER: QCoreApplication.translate("Rights", "Administer operators"),
    }
    return words.get(right, str(right).replace("_", " "))
