"""`import cameras`: a list with names and places goes into the cameras file whole, or not at all."""

import pytest

from app.settings.cameras import parsed

LIST = """\ufeffid;name;lat;lon;zone;url;ptz
CAM-1;Plaza Mayor, norte;-12,0464;-77.0428;Centro;rtsp://10.0.0.1/live;sí
CAM-2;;;;;rtsp://10.0.0.2/live;
"""


@pytest.fixture(name="bring_in")
def _bring_in(data, command_line, tmp_path):
    def bring_in(text: str) -> int:
        file = tmp_path / "list.csv"
        file.write_text(text, "utf-8")
        return command_line.run("import", "cameras", file)

    return bring_in


def kept(data):
    return parsed((data.root / "cameras.toml").read_text("utf-8"), "cameras.toml")


def test_a_list_tells_what_cameras_are_called_and_where_they_stand(data, bring_in, command_line):
    assert bring_in(LIST) == 0, command_line.err
    one, two = kept(data).cameras
    assert (one.name, one.lat, one.lon, one.zone) == ("Plaza Mayor, norte", -12.0464, -77.0428, "Centro")
    assert one.ptz
    assert (two.name, two.lat, two.lon, two.zone) == ("", None, None, "")
    assert bring_in(LIST.replace("norte", "sur")) == 0
    assert "1 changed (CAM-1), 1 as before" in command_line.out


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("Plaza;-91;-77;Centro", "'camera.lat' must be greater than or equal to -90"),
        ("Plaza;norte;-77;Centro", "'camera.lat' must be a number"),
        ("Plaza;-12;;Centro", "needs both 'lat' and 'lon', or neither"),
        (f"{'n' * 81};-12;-77;Centro", "'camera.name' must have at most 80 signs"),
    ],
)
def test_a_place_that_cannot_be_is_told_with_its_line(data, bring_in, command_line, cells, said):
    before, _, after = LIST.partition("CAM-2;;;;")
    assert bring_in(f"{before}CAM-2;{cells}{after}") == 1
    assert said in command_line.err
    assert "3" in command_line.err.partition(said)[0], "the line"
    assert not (data.root / "cameras.toml").exists()
