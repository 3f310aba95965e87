"""What is recorded, as the views read it."""

import asyncio

import pytest

from app.bridge.footage import Footage
from app.domain.video.footage import CameraDaysPut, ExportPut, ScenesPut, SegmentsPut
from app.domain.video.recordings import FootageClass
from app.store.faults import StoreUnavailable
from app.store.footage_reading import FootageGap, ScenesWanted
from tests.store.incident_stories import kept
from tests.store.test_footage import EXPORT, MINUTE, T0, day, scene, segment


@pytest.fixture(name="footage")
def _footage(tmp_path):
    made = Footage(tmp_path)
    yield made
    made.close()


def test_all_that_a_timeline_and_the_pages_ask_for(tmp_path, footage):
    first, then = segment(T0), segment(T0 + 3 * MINUTE)
    today = day("2026-09-21")
    changes = [
        SegmentsPut((first, then)),
        ScenesPut((scene(T0),)),
        CameraDaysPut((today,)),
        ExportPut(EXPORT),
    ]
    kept(tmp_path, changes)

    async def ask():
        assert await footage.segments(["CAM-1"], T0, T0 + 9 * MINUTE) == [first, then]
        assert await footage.gaps("CAM-1", T0, then.ended) == [FootageGap(first.ended, then.began)]
        assert await footage.events(ScenesWanted(cameras=("CAM-1",))) == [scene(T0)]
        assert await footage.days("2026-09-21", "2026-09-21") == [today]
        assert await footage.oldest() == {"CAM-1": {FootageClass.CONTINUOUS: T0}}
        assert await footage.exports() == [EXPORT]

    asyncio.run(ask())


def test_without_a_database_it_says_so(footage):
    with pytest.raises(StoreUnavailable):
        asyncio.run(footage.events(ScenesWanted()))
