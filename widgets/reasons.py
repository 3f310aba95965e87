"""The sentence for each machine word of a reason: why no broker, why not recorded, why not taken."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def loss(reason: str) -> str:
    """Why there is no link to the broker; empty for no reason, the word itself for an unknown one."""
    sentences = {
        "": "",
        "unreachable": QCoreApplication.translate("Reasons", "Nobody answers at this address."),
        "no_answer": QCoreApplication.translate("Reasons", "It takes the connection but does not answer."),
        "not_authorised": QCoreApplication.translate("Reasons", "It does not accept user or password."),
        "tls": QCoreApplication.translate("Reasons", "The certificates do not fit."),
        "certificate_file": QCoreApplication.translate("Reasons", "A certificate file cannot be read."),
        "refused": QCoreApplication.translate("Reasons", "It refused the connection."),
        "taken_over": QCoreApplication.translate("Reasons", "Another client connected under the same name."),
        "closed": QCoreApplication.translate("Reasons", "It closed the connection."),
        "silent": QCoreApplication.translate("Reasons", "Nothing came in two keepalive times."),
        "subscription_refused": QCoreApplication.translate(
            "Reasons", "It does not let this account hear some topics."
        ),
    }
    return sentences.get(reason, reason)


def fault(reason: str) -> str:
    """Why the database does not record as it should."""
    sentences = {
        "": "",
        "full": QCoreApplication.translate("Reasons", "The disk is full."),
        "read_only": QCoreApplication.translate("Reasons", "The disk is read only."),
        "locked": QCoreApplication.translate("Reasons", "Another program holds the database."),
        "damaged": QCoreApplication.translate("Reasons", "The database is damaged."),
        "newer": QCoreApplication.translate("Reasons", "The database is from a newer version."),
        "foreign": QCoreApplication.translate("Reasons", "The file is no database of Atalaya."),
        "unreadable": QCoreApplication.translate("Reasons", "The database cannot be read or written."),
        "closed": QCoreApplication.translate("Reasons", "The database is closed."),
        "slow": QCoreApplication.translate("Reasons", "The disk is too slow."),
    }
    return sentences.get(reason, reason)


def reject(reason: str) -> str:
    """Why a message, or a part of it, was not taken, in a few words."""
    sentences = {
        "topic_unknown": QCoreApplication.translate("Reasons", "Unknown topic"),
        "kind_unknown": QCoreApplication.translate("Reasons", "Unknown kind"),
        "id_invalid": QCoreApplication.translate("Reasons", "Impossible id"),
        "empty": QCoreApplication.translate("Reasons", "Empty"),
        "too_large": QCoreApplication.translate("Reasons", "Too large"),
        "too_deep": QCoreApplication.translate("Reasons", "Nested too deep"),
        "not_json": QCoreApplication.translate("Reasons", "Not JSON"),
        "wrong_shape": QCoreApplication.translate("Reasons", "Wrong shape"),
        "field_missing": QCoreApplication.translate("Reasons", "Field missing"),
        "time_invalid": QCoreApplication.translate("Reasons", "Impossible time"),
        "time_too_old": QCoreApplication.translate("Reasons", "Time too old"),
        "time_in_future": QCoreApplication.translate("Reasons", "Time in the future"),
        "position_invalid": QCoreApplication.translate("Reasons", "Impossible position"),
        "quantity_unknown": QCoreApplication.translate("Reasons", "Unknown quantity"),
        "value_type": QCoreApplication.translate("Reasons", "Wrong type of value"),
        "value_range": QCoreApplication.translate("Reasons", "Impossible value"),
        "no_values": QCoreApplication.translate("Reasons", "No values"),
        "text_too_long": QCoreApplication.translate("Reasons", "Text too long"),
        "too_many_devices": QCoreApplication.translate("Reasons", "Too many devices"),
        "kind_changed": QCoreApplication.translate("Reasons", "Known under another kind"),
        "reply_unknown": QCoreApplication.translate("Reasons", "Answers a command that nobody knows"),
        "internal": QCoreApplication.translate("Reasons", "Decoder failed"),
    }
    return sentences.get(reason, reason.replace("_", " "))
