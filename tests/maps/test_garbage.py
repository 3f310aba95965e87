import gc
import weakref

from app.bootstrap.garbage import GuiGarbage


class Knot:
    def __init__(self) -> None:
        self.itself = self


def test_cycles_are_collected_by_the_timer_and_python_s_own_collector_rests(qtbot):
    garbage = GuiGarbage()
    try:
        assert not gc.isenabled()
        knots = [Knot() for _ in range(gc.get_threshold()[0] + 500)]
        last = weakref.ref(knots[-1])
        knots.clear()
        garbage.collect()
        qtbot.waitUntil(lambda: last() is None)
    finally:
        garbage.stop()
    assert gc.isenabled()
