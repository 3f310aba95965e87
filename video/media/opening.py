"""The one way to open a source."""

from __future__ import annotations

from video.media.inputs import ContainerInput, Patience, VideoInput, Wait
from video.media.paced import PacedInput
from video.media.pictures import PicturesInput
from video.media.sources import Source, SourceKind


def open_input(source: Source, wait: Wait, patience: Patience | None = None) -> VideoInput:
    """Blocks for up to some seconds; raises MediaFault. `wait` is the thread's: it ends what paces itself."""
    patience = patience or Patience()
    if source.kind is SourceKind.PICTURES:
        return PicturesInput(source, patience, wait)
    if source.paced:
        return PacedInput(source, patience, wait)
    return ContainerInput(source, patience)
