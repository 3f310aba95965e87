"""Hours and energy of a group out of what is stored a day: sums as counting one by one gives them."""

import pytest

from app.domain.alarms import Alarm, Priority
from app.domain.lighting.faults import LampCause, LampFault
from app.domain.lighting.lamp_days import LampDay
from widgets.control.lighting.energy_panel import energy
from widgets.control.lighting.ledger import DAYS


@pytest.fixture(name="stored")
def _stored(hub) -> dict[int, list[LampDay]]:
    """Some lamps, on most days, some only half seen."""
    made: dict[int, list[LampDay]] = {}

    def days(day: int) -> list[LampDay]:
        found = made.setdefault(day, [])
        if not found and day % 7:
            ids = [hub.devices.ids[row] for row in hub.lamps("Malecón")[:20]]
            found += [
                LampDay(one, day, 86_400.0 / (1 + place % 2), 42_000.0, 36_000.0 + place, 650.0 + place, 2)
                for place, one in enumerate(ids)
            ]
        return found

    hub.history.days = days
    return made


@pytest.fixture(name="read")
def _read(stored, page, choose, qtbot):
    choose("zone:Malecón")
    qtbot.waitUntil(lambda: not page.ledger.loading)
    return page


def test_energy_and_baseline_are_sums_of_the_lamps(read, stored):
    rows = read.scene.lamps.rows[read.members]
    found = read.ledger.energy(rows, read.scene.lamps.watts[read.members])
    expected = {day: days for day, days in stored.items() if days}
    assert [one.day for one in found] == sorted(expected)
    for one in found:
        days = expected[one.day]
        assert (one.lamps, one.switches) == (len(days), sum(each.switches for each in days))
        assert one.wh == pytest.approx(sum(each.wh for each in days))
        assert one.baseline_wh == pytest.approx(sum(92.0 * each.dark_s / 3600 for each in days), rel=1e-4)
        assert one.seen == pytest.approx(sum(each.seen_s for each in days) / 86_400.0 / len(days))


def test_hours_stand_in_the_table_and_others_show_none(read, stored):
    table = read.body.table.model
    days = sum(1 for rows in stored.values() if rows)
    first = table.cells(0)[4].text
    assert first == f"{days * 10} h".replace(" h", "\u202fh")
    assert table.cells(100)[4].text == "–"


def test_the_panel_says_cost_and_co2_only_where_they_are_set(read, hub):
    from dataclasses import replace

    detail = read.body.panels.energy.detail.text()
    assert "of the baseline" in detail
    assert "S/" in detail
    assert "CO₂" in detail
    assert "readings cover" in detail
    hub.control._take_rules(replace(hub.control.rules, tariff_per_kwh=0.0, co2_kg_per_kwh=0.0))
    read._show_ledger()
    detail = read.body.panels.energy.detail.text()
    assert "S/" not in detail
    assert "CO₂" not in detail


def test_nothing_stored_says_so(page, choose, qtbot):
    choose("zone:Malecón")
    qtbot.waitUntil(lambda: not page.ledger.loading)
    assert page.body.panels.energy.chart.bars.note == "No data yet."
    assert page.body.panels.hours.chart.bars.note == "No data yet."


def test_history_that_cannot_be_read_says_so(page, hub, choose, qtbot):
    def broken(_day: int) -> list[LampDay]:
        raise OSError("gone")

    hub.history.days = broken
    page.ledger._forget()
    qtbot.waitUntil(lambda: page.ledger.failed)
    assert page.body.panels.energy.chart.bars.note == "History cannot be read now."


def test_every_day_is_read_once(read, hub):
    assert len(hub.history.days_read) == len(set(hub.history.days_read)) == DAYS


def test_energy_is_written_in_the_unit_that_fits():
    assert energy(298_000.0).replace("\u202f", " ") == "298 kWh"
    assert energy(1_500.0).replace("\u202f", " ") == "1.5 kWh"
    assert energy(31_240_000.0).replace("\u202f", " ") == "31.2 MWh"


def test_faults_are_told_apart_and_filter_the_table(page, hub, choose, qtbot):
    rows = hub.lamps("Malecón")
    hub.set_fault(rows[3], LampFault.DAY_BURNER, 2, LampCause.RELAY_STUCK)
    hub.set_fault(rows[5], LampFault.DARK_AT_NIGHT, 2, LampCause.LAMP_OR_DRIVER)
    hub.set_fault(rows[6], LampFault.DARK_AT_NIGHT, 2, LampCause.LAMP_OR_DRIVER)
    hub.alarms.put(
        Alarm("TAB-10:cabinet_power", "TAB-10", "cabinet_power", Priority.HIGH, 1, True, True,
              raised_at=hub.now() - 60_000)
    )  # fmt: skip
    dark = hub.devices.ids[rows[5]]
    hub.alarms.put(
        Alarm(f"{dark}:luminaire.dark_at_night", dark, "luminaire.dark_at_night", Priority.LOW, 1, True, True,
              raised_at=hub.now() - 60_000)
    )  # fmt: skip
    choose("zone:Malecón")
    panel = page.body.panels.faults
    told = [(row.line.words, row.line.count, row.line.cause) for row in panel.rows if row.isVisible()]
    assert told == [
        ("Cabinet without voltage", 1, ""),
        ("Dark at night", 2, "lamp or driver"),
        ("On by day", 1, "relay stuck"),
    ]
    panel.rows[1].click()
    assert page.body.table.model.rowCount() == 2
    assert {page.body.table.model.device(row).id for row in range(2)} == {
        hub.devices.ids[rows[5]],
        hub.devices.ids[rows[6]],
    }
    page.body.table.fault.click()
    assert page.body.table.model.rowCount() == 148
