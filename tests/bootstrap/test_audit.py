"""`audit`: an auditor proves the trail, takes it elsewhere, and is told in one sentence where it breaks."""

from __future__ import annotations

import getpass
import json
import shutil
from pathlib import Path

import pytest

from app.bootstrap.data_folder import DataFolder
from app.domain.audit import AuditFilter, Deed
from app.store.vault.heads_file import HEADS_FILE, append_head
from app.store.vault.opening import vault_path
from tests.store.vault.trails import Editor, draft, make
from tests.support.stores import vault_in


@pytest.fixture
def trail(data: DataFolder) -> Path:
    """The vault of the data folder: ten entries, one for the key, signed after the fourth and the ninth."""
    make(data.store, [draft(number, reason=f"why {number}") for number in range(10)], signed_at=(4, 9))
    return vault_path(data.store)


def edit(path: Path, statement: str) -> None:
    with Editor(path) as editor:
        editor.run(statement)


def test_a_whole_trail_is_said_to_be(trail: Path, command_line) -> None:
    assert command_line.run("audit", "verify") == 0
    assert command_line.out.startswith("Entries 1 to 11 are whole")
    assert "Signed up to entry 10" in command_line.out
    assert "--heads" in command_line.out, "what such a proof cannot tell"


def test_the_result_as_json(trail: Path, command_line) -> None:
    assert command_line.run("audit", "verify", "--json") == 0
    told = command_line.told
    assert (told["whole"], told["entries"], told["signed_until"]) == (True, 11, 10)
    assert (told["trusted_by"], len(told["keys"])) == ("itself", 1)


def test_a_changed_byte_is_found_at_its_entry(trail: Path, command_line) -> None:
    edit(trail, "UPDATE audit SET reason='why 7' WHERE reason='why 6'")
    assert command_line.run("audit", "verify") == 1
    assert command_line.err == "Entry 8 was changed.\n"
    assert command_line.run("audit", "verify", "--json") == 1
    assert (command_line.told["whole"], command_line.told["broken_at"]) == (False, 8)


def test_a_shortened_copy_is_found_with_the_heads_kept_elsewhere(
    trail: Path, command_line, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "stick" / "heads"
    assert command_line.run("audit", "heads", elsewhere) == 0
    assert command_line.out.endswith(": 2.\n")
    assert command_line.run("audit", "heads", elsewhere) == 0
    assert command_line.out.endswith(": 0.\n")
    copy = Path(shutil.copy(trail, tmp_path / "copy.db"))
    assert command_line.run("audit", "verify", "--file", copy, "--heads", elsewhere) == 0
    assert str(elsewhere) in command_line.out
    edit(copy, "DELETE FROM audit WHERE seq > 6")
    edit(copy, "DELETE FROM signed_head WHERE seq > 6")
    assert command_line.run("audit", "verify", "--file", copy) == 0
    assert command_line.run("audit", "verify", "--file", copy, "--heads", elsewhere) == 1
    assert command_line.err == "The trail was shortened: it ends before entry 7, and there was more.\n"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM signed_head WHERE seq > 6",
        "UPDATE signed_head SET hash='text' WHERE seq > 6",
        "UPDATE signed_head SET at=5 WHERE seq < 6",
    ],
)
def test_heads_that_do_not_fit_those_kept_are_not_added(
    trail: Path, command_line, tmp_path: Path, statement: str
) -> None:
    elsewhere = tmp_path / "heads"
    command_line.run("audit", "heads", elsewhere)
    before = elsewhere.read_bytes()
    edit(trail, statement)
    assert command_line.run("audit", "heads", elsewhere) == 1
    assert "differ from entry" in command_line.err
    assert elsewhere.read_bytes() == before


def test_the_heads_in_the_data_folder_are_used_for_its_own_vault(
    trail: Path, data: DataFolder, command_line, tmp_path: Path
) -> None:
    other = make(tmp_path / "other", [draft(1)], signed_at=(1,))
    append_head(data.root / HEADS_FILE, other[0])
    assert command_line.run("audit", "verify") == 1
    assert "another installation" in command_line.err
    assert command_line.run("audit", "verify", "--file", trail) == 0


def test_an_export_is_on_record_and_can_be_proved(
    trail: Path, data: DataFolder, command_line, tmp_path: Path
) -> None:
    file = tmp_path / "audit.jsonl"
    assert command_line.run("audit", "export", file) == 0
    assert command_line.out == f"12 entries are in {file}.\n"
    vault = vault_in(data.store)
    vault.open()
    (entry,) = vault.entries(AuditFilter(act=Deed.EXPORT)).entries
    vault.close()
    assert (entry.seq, entry.draft.operator) == (12, f"os:{getpass.getuser()}")
    assert json.loads(entry.draft.details)["file"] == str(file)
    assert command_line.run("audit", "verify", "--export", file) == 0
    assert "Entries 1 to 12 are whole" in command_line.out
    file.write_text(file.read_text(encoding="utf-8").replace("why 3", "why 4"), encoding="utf-8")
    assert command_line.run("audit", "verify", "--export", file) == 1
    assert command_line.err == "Entry 4 was changed.\n"


def test_an_export_beside_a_running_engine_goes_into_the_same_chain(
    trail: Path, data: DataFolder, command_line, tmp_path: Path
) -> None:
    told: list[str] = []
    engine = vault_in(data.store, told.append)
    engine.open()
    engine.record(draft(20))
    assert command_line.run("audit", "export", tmp_path / "audit.csv", "--since", "2h") == 0
    engine.record(draft(21))
    engine.close()
    assert told == []
    assert command_line.run("audit", "verify") == 0
    assert "Entries 1 to 14" in command_line.out


def test_a_copy_is_exported_without_a_trace(trail: Path, command_line, tmp_path: Path) -> None:
    copy = Path(shutil.copy(trail, tmp_path / "copy.db"))
    assert command_line.run("audit", "export", tmp_path / "audit.csv", "--file", copy) == 0
    assert command_line.run("audit", "verify") == 0
    assert "Entries 1 to 11" in command_line.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verify",), "cannot be read"),
        (("export", "{}/out.jsonl"), "There is no vault"),
        (("heads", "{}/heads"), "cannot be read"),
        (("verify", "--export", "{}/none"), "cannot be read"),
        (("verify", "--heads", "{}/none"), "cannot be read"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(
    command_line, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert command_line.run("audit", *(one.format(tmp_path) for one in arguments)) == 1
    assert said in command_line.err
    assert command_line.err.count("\n") == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_a_place_that_cannot_be_written_is_said(trail: Path, command_line, tmp_path: Path) -> None:
    for deed in ("export", "heads"):
        (tmp_path / "file").write_text("", encoding="utf-8")
        assert command_line.run("audit", deed, tmp_path / "file" / "below") == 1
        assert "cannot be written" in command_line.err


@pytest.mark.parametrize(
    "arguments", [(), ("prove",), ("export",), ("verify", "--file", "a", "--export", "b")]
)
def test_wrong_use_is_refused(command_line, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        command_line.run("audit", *arguments)
    assert caught.value.code == 2
