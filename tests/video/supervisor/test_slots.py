"""Where the frame slots lie."""

from __future__ import annotations

from pathlib import Path

from video.supervisor.slots import close_slots, open_slots


def test_slots_lie_in_memory_as_long_as_there_is_enough_of_it(tmp_path: Path) -> None:
    memory, data = tmp_path / "memory", tmp_path / "data"
    memory.mkdir()
    left = open_slots(data, memory, least_free=0)
    assert left.is_relative_to(memory)
    found = open_slots(data, memory, least_free=0)
    assert list(found.parent.iterdir()) == [found], "what a dead supervisor left is gone"
    assert open_slots(data, memory, least_free=1 << 60).is_relative_to(data)
    assert open_slots(data, tmp_path / "none", least_free=0).is_relative_to(data)
    close_slots(found)
    assert not found.exists()
