"""Why a camera gives no picture, in words, wherever that is said."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def reason_words(word: str) -> str:
    """For a word of `video.streams.endings` or of `video.onvif.faults`; empty for one that is not known."""
    silent = QCoreApplication.translate("CameraReasons", "does not answer")
    password = QCoreApplication.translate("CameraReasons", "refuses user or password")
    garbage = QCoreApplication.translate("CameraReasons", "sends what is no video")
    return {
        "ended": QCoreApplication.translate("CameraReasons", "ended the stream"),
        "refused": QCoreApplication.translate("CameraReasons", "refuses the connection"),
        "timeout": silent,
        "no_answer": silent,
        "unreachable": QCoreApplication.translate("CameraReasons", "is not reached in the network"),
        "dropped": QCoreApplication.translate("CameraReasons", "broke the connection off"),
        "no_password": QCoreApplication.translate("CameraReasons", "asks for user and password"),
        "unauthorised": password,
        "not_authorised": password,
        "forbidden": QCoreApplication.translate("CameraReasons", "forbids this stream to the user"),
        "not_found": QCoreApplication.translate("CameraReasons", "has no such stream"),
        "too_many": QCoreApplication.translate("CameraReasons", "takes no more connections"),
        "request_refused": QCoreApplication.translate("CameraReasons", "refuses the request"),
        "server_error": QCoreApplication.translate("CameraReasons", "has a fault of its own"),
        "garbage": garbage,
        "no_video": QCoreApplication.translate("CameraReasons", "has no pictures in its stream"),
        "codec_unknown": QCoreApplication.translate("CameraReasons", "sends an unknown codec"),
        "no_file": QCoreApplication.translate("CameraReasons", "the file is not there"),
        "not_allowed": QCoreApplication.translate("CameraReasons", "may not be read by the program"),
        "scheme_unknown": QCoreApplication.translate("CameraReasons", "has an address of unknown kind"),
        "not_written": QCoreApplication.translate("CameraReasons", "no memory or disk for its picture"),
        "certificate_other": QCoreApplication.translate(
            "CameraReasons", "shows another certificate than expected"
        ),
        "certificate_unknown": QCoreApplication.translate(
            "CameraReasons", "shows a certificate of no known authority"
        ),
        "tls_failed": QCoreApplication.translate("CameraReasons", "makes no encrypted connection"),
        "stuck": QCoreApplication.translate("CameraReasons", "hangs the decoder and is left alone a while"),
        "failed": QCoreApplication.translate("CameraReasons", "failed; the log has the details"),
        "not_onvif": QCoreApplication.translate("CameraReasons", "does not speak ONVIF"),
        "unsupported": QCoreApplication.translate("CameraReasons", "cannot do that"),
    }.get(word, "")
