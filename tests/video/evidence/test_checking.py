"""A package holds only as it was signed: whatever byte, file or name is another one shows and is named."""

import io
import shutil
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.video.evidence.scenes import KEY, OTHER_KEY, order_of, ports
from video.evidence.canonical import fingerprint, is_inside
from video.evidence.checking import Flaw, check, wanted_key
from video.evidence.container import ContainerDamaged, members, write_container
from video.evidence.packing import make_package
from video.evidence.signing import Signature, sign_digest


def read(file):
    return [b"".join(member.chunks) for member in members(file)]


def flaws(checked):
    return {(problem.flaw, problem.file) for problem in checked.problems}


def test_a_package_is_proved_as_file_folder_and_manifest(package, folder):
    for place in (package, folder, folder / "manifest.json"):
        checked = check(place)
        assert checked.problems == ()
        assert checked.files == 6
        assert checked.about["export"] == "EXP-0007"


@settings(max_examples=150)
@given(st.data())
def test_any_changed_byte_of_the_one_file_shows(package, tmp_path_factory, data):
    whole = bytearray(package.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))
    changed = tmp_path_factory.getbasetemp() / "changed.zip"
    changed.write_bytes(whole)
    assert not check(changed).whole


@settings(max_examples=60)
@given(st.data())
def test_any_changed_byte_of_a_file_in_the_folder_names_it(package, tmp_path_factory, data):
    folder = tmp_path_factory.getbasetemp() / "changed-folder"
    shutil.rmtree(folder, ignore_errors=True)
    with ZipFile(package) as opened:
        opened.extractall(folder)
        name = data.draw(st.sampled_from(opened.namelist()))
    raw = bytearray((folder / name).read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    (folder / name).write_bytes(raw)
    assert name in {problem.file for problem in check(folder).problems}


@settings(max_examples=40)
@given(st.data())
def test_a_cut_or_lengthened_file_is_not_whole(package, tmp_path_factory, data):
    whole = package.read_bytes()
    cut = data.draw(st.integers(0, len(whole) - 1))
    changed = tmp_path_factory.getbasetemp() / "cut.zip"
    for raw in (whole[:cut], whole + b"\0" * (cut % 50 + 1), b"\0" + whole):
        changed.write_bytes(raw)
        assert not check(changed).whole


@pytest.mark.parametrize("name", ["clips", "events.json", "index.html", "manifest.json", "signature.json"])
def test_a_missing_a_renamed_and_an_added_file_are_named(folder, name):
    file = next((folder / name).iterdir()) if (folder / name).is_dir() else folder / name
    known = file.relative_to(folder).as_posix()
    file.rename(file.with_name("renamed.bin"))
    found = flaws(check(folder))
    if name == "manifest.json":
        assert found == {(Flaw.NO_PACKAGE, "")}
        return
    assert (Flaw.MISSING, known) in found
    assert (Flaw.ADDED, file.with_name("renamed.bin").relative_to(folder).as_posix()) in found


def test_a_link_in_the_place_of_a_file_is_none_of_it(folder, tmp_path):
    (tmp_path / "elsewhere").write_bytes((folder / "events.json").read_bytes())
    (folder / "events.json").unlink()
    (folder / "events.json").symlink_to(tmp_path / "elsewhere")
    assert (Flaw.ADDED, "events.json") in flaws(check(folder))


def test_only_the_demanded_key_will_do(package):
    public = sign_digest(KEY, bytes(32))[1]
    for wanted in (fingerprint(public), public.hex(), fingerprint(public).upper()):
        assert check(package, key=wanted_key(wanted)).whole
    other = fingerprint(sign_digest(OTHER_KEY, bytes(32))[1])
    assert flaws(check(package, key=other)) == {(Flaw.FOREIGN_KEY, "signature.json")}
    with pytest.raises(ValueError):
        wanted_key(other[:16])


def test_a_package_made_anew_with_another_key_shows_by_its_key_alone(recordings, tmp_path):
    done = make_package(order_of(recordings, tmp_path / "work"), ports(key=OTHER_KEY))
    own = fingerprint(sign_digest(KEY, bytes(32))[1])
    assert check(tmp_path / done.file).whole
    assert not check(tmp_path / done.file, key=own).whole


def test_a_signature_of_something_else_does_not_hold(folder):
    signature, public = sign_digest(KEY, b"\1" * 32)
    (folder / "signature.json").write_bytes(Signature(b"\1" * 32, signature, public).file())
    assert flaws(check(folder)) == {(Flaw.CHANGED, "manifest.json")}


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/passwd",
        "a/../b",
        "a\\b",
        "c:x",
        "",
        ".hidden",
        "a//b",
        "a/b/c/d",
        "x.",
        "clips/" + "a" * 300,
    ],
)
def test_a_name_that_leads_elsewhere_is_none_of_a_package(name):
    assert not is_inside(name)


@settings(max_examples=40)
@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=6))
def test_the_container_is_read_by_any_zip_program_and_by_ours(tmp_path_factory, contents):
    folder = tmp_path_factory.getbasetemp() / "members"
    folder.mkdir(exist_ok=True)
    files = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.bin"
        path.write_bytes(content)
        files.append((f"part/{number}.bin", path))
    out = io.BytesIO()
    write_container(out, files)
    with ZipFile(out) as opened:
        assert opened.testzip() is None
        assert [opened.read(name) for name in opened.namelist()] == contents
    out.seek(0)
    assert read(out) == contents
    raw = bytearray(out.getvalue())
    raw[len(raw) - 5] ^= 1
    with pytest.raises(ContainerDamaged):
        read(io.BytesIO(bytes(raw)))
