"""The one way to open a source."""

from __future__ import annotations

from dataclasses import replace

from video.media.certificates import Certificates
from video.media.inputs import ContainerInput, Patience, VideoInput, Wait
from video.media.paced import PacedInput
from video.media.pictures import PicturesInput
from video.media.sources import Source, SourceKind
from video.media.ways import way_to

SEGMENTS_LONGER = 3
"""HLS comes in pieces of several seconds: silence in between is no loss."""


def open_input(
    source: Source, wait: Wait, patience: Patience | None = None, certificates: Certificates | None = None
) -> VideoInput:
    """Blocks for up to some seconds; raises MediaFault. `wait` is the thread's: it ends what paces itself."""
    patience, certificates = patience or Patience(), certificates or Certificates()
    if source.kind is SourceKind.HLS:
        patience = replace(patience, read_s=patience.read_s * SEGMENTS_LONGER)
    if source.kind is SourceKind.PICTURES:
        return PicturesInput(source, patience, wait, certificates)
    way = way_to(source, certificates, patience.open_s, patience.read_s)
    if source.paced:
        return PacedInput(source, patience, wait, way)
    return ContainerInput(source, patience, way)
