"""What all tests of video share: a real RTSP server and encoded streets, made when first asked for."""

from tests.support.rtsp import rtsp_server, street_files

__all__ = ["rtsp_server", "street_files"]
