"""The stages of one camera as a list, with those whose detector cannot be used."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker

from app.bridge.hub import Hub
from app.domain.plain_text import shown
from app.domain.video.stages import Stage
from video.tuning import words
from widgets.incidents.record.line_list import Line, LineList
from widgets.look import Look


class StageLines(LineList):
    """Follows what the camera's worker says of its detectors. GUI thread."""

    def __init__(self, hub: Hub, look: Look, name: str) -> None:
        super().__init__(look, name, height=36, most=8)
        self._hub = hub
        self._camera, self._chosen = "", ""
        self._stages: tuple[Stage, ...] = ()
        self._faults: dict[str, str] = {}
        hub.video.states_changed.connect(self._take_states)

    def show_stages(self, camera: str, stages: Sequence[Stage], chosen: str) -> None:
        """Those of this camera, one of them chosen; tells nobody."""
        self._camera, self._stages, self._chosen = camera, tuple(stages), chosen
        self._faults = self._known_faults()
        self._fill()

    def _fill(self) -> None:
        with QSignalBlocker(self):
            self.show_lines([_line(stage, self._faults.get(stage.id, "")) for stage in self._stages])
            self.choose(self._chosen)

    def _take_states(self, cameras: tuple[str, ...]) -> None:
        if self._camera in cameras and (faults := self._known_faults()) != self._faults:
            self._faults = faults
            self._fill()

    def _known_faults(self) -> dict[str, str]:
        state = self._hub.video.states.get(self._camera)
        return {} if state is None else dict(state.detector_faults)


def _line(stage: Stage, fault: str) -> Line:
    """`fault` is the word for why its detector is not used; empty for none."""
    support = " · ".join(part for part in (stage.name, stage.schedule) if part)
    return Line(
        id=stage.id,
        title=words.stage_title(stage),
        support=words.detector_fault_name(fault) if fault else shown(support),
        glyph="warning" if fault else "",
        faint=not stage.enabled,
    )
