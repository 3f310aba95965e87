"""Cameras shared among workers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.cameras import Camera
from video.supervisor.sharing import share, weight

cameras = st.lists(
    st.builds(Camera, id=st.text("abcdef", min_size=1, max_size=3), analysis_fps=st.floats(0.2, 30)),
    max_size=40,
    unique_by=lambda one: one.id,
)


@given(cameras, st.integers(1, 5), st.data())
def test_cameras_are_shared_evenly_and_stay_where_they_are(
    found: list[Camera], workers: int, data: st.DataObject
) -> None:
    shared = share(found, workers, {})
    assert set(shared) == {one.id for one in found}
    loads = [sum(weight(one) for one in found if shared[one.id] == worker) for worker in range(workers)]
    heaviest = max((weight(one) for one in found), default=0.0)
    assert max(loads) - min(loads) <= heaviest + 1e-9
    assert share(found, workers, shared) == shared
    if found:
        gone = data.draw(st.sampled_from(found))
        left = share([one for one in found if one is not gone], workers, shared)
        assert sum(left[id_] != shared[id_] for id_ in left) <= len(found) / 2 + 1
