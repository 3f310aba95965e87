"""The sound follows the alarms, and the strip says when there is none."""

import wave

import pytest

from app.domain.alarms import Priority
from app.settings.resources import resource
from widgets.sound import QtSpeaker, Sounder
from widgets.status_cells import Mood

NONE = dict.fromkeys(Priority, 0)


class SoftSpeaker:
    def __init__(self, *, available: bool = True) -> None:
        self.available = available
        self.played: list[Priority] = []
        self.stops = 0

    def play(self, priority: Priority) -> None:
        self.played.append(priority)

    def stop(self) -> None:
        self.stops += 1


def test_a_new_critical_alarm_is_heard_at_once(qapp):
    speaker = SoftSpeaker()
    sounder = Sounder(speaker, qapp)
    sounder.take(NONE | {Priority.CRITICAL: 1}, frozenset({Priority.CRITICAL}))
    assert speaker.played == [Priority.CRITICAL]
    sounder.take(NONE, frozenset())
    assert speaker.stops


def test_silence_stops_the_sound_and_is_counted_down_in_the_strip(qapp):
    speaker = SoftSpeaker()
    sounder = Sounder(speaker, qapp)
    sounder.take(NONE | {Priority.HIGH: 1}, frozenset({Priority.HIGH}))
    sounder.silence()
    cell, glyph = sounder.cell()
    assert speaker.stops
    assert glyph == "sound_off"
    assert cell.mood is Mood.STALE
    assert cell.text in {"Silent 2 min", "Silent 1 min 59 s"}
    sounder.take(NONE, frozenset())


def test_without_a_loudspeaker_the_strip_says_so_and_nothing_fails(qapp):
    sounder = Sounder(SoftSpeaker(available=False), qapp)
    sounder.take(NONE | {Priority.CRITICAL: 1}, frozenset({Priority.CRITICAL}))
    cell, _ = sounder.cell()
    assert cell.mood is Mood.FAILING
    assert cell.explain
    sounder.take(NONE, frozenset())


def test_the_real_speaker_of_this_machine_can_be_asked_to_play(qapp):
    speaker = QtSpeaker(qapp)
    for priority in Priority:
        speaker.play(priority)
    speaker.stop()
    speaker.deleteLater()


@pytest.mark.parametrize("name", ["critical", "high", "medium"])
def test_sounds_are_short_files_that_any_player_knows(name: str):
    path = resource("sounds", f"{name}.wav")
    assert path.stat().st_size <= 50_000
    with wave.open(str(path)) as sound:
        assert sound.getnframes() / sound.getframerate() < 1.5
