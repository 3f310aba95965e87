"""`doctor` on encryption and secrets: soft block devices as /sys shows them, and what Windows prints."""

import os
import string
import sys
from pathlib import Path

import pytest

from app.bootstrap.doctor_disk import bitlocker_status, check_encryption, check_secrets, linux_encryption
from app.bootstrap.doctor_disk_words import DISK_SAYINGS
from app.bootstrap.doctor_words import State
from app.settings.secrets.store import KEYS, REMARK_NAME, SEALED_NAME, open_secrets
from tests.settings.secrets.cheap import PASSPHRASE

linux = pytest.mark.skipif(sys.platform != "linux", reason="/sys is Linux's")


class SoftSystem:
    """A tree as of /sys and a mountinfo; the folder's own device number leads to the device named `top`."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "data"
        self.folder.mkdir()
        self.system, self.mounts = root / "sys", root / "mountinfo"
        (self.system / "dev" / "block").mkdir(parents=True)
        self.mounted("ext4", Path("/"))

    def mounted(self, kind: str, point: Path) -> None:
        with self.mounts.open("a") as lines:
            where = str(point).replace(" ", "\\040")
            lines.write(f"22 27 0:21 / {where} rw,relatime shared:1 - {kind} /dev/x rw\n")

    def device(self, name: str, *below: str, uuid: str = "", partition_of: str = "") -> None:
        device = self.system / "devices" / partition_of / name
        (device / "slaves").mkdir(parents=True)
        if partition_of:
            (device / "slaves").rmdir()
            (device / "partition").write_text("1\n")
        if uuid:
            (device / "dm").mkdir()
            (device / "dm" / "uuid").write_text(f"{uuid}\n")
        for one in below:
            found = next(path for path in (self.system / "devices").rglob(one) if path.name == one)
            (device / "slaves" / one).symlink_to(found)

    def encrypted(self, top: str) -> bool | None:
        number = self.folder.stat().st_dev
        link = self.system / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
        found = [path for path in (self.system / "devices").rglob(top) if path.parent.name != "slaves"]
        link.symlink_to(found[0] if found else "nowhere")
        return linux_encryption(self.folder, system=self.system, mounts=self.mounts)


@pytest.fixture
def soft(tmp_path):
    return SoftSystem(tmp_path)


@linux
class TestOnLinux:
    def test_a_plain_partition_is_not(self, soft):
        soft.device("sda")
        soft.device("sda1", partition_of="sda")
        assert soft.encrypted("sda1") is False

    def test_a_crypt_device_is(self, soft):
        soft.device("sda")
        soft.device("sda2", partition_of="sda")
        soft.device("dm-0", "sda2", uuid="CRYPT-LUKS2-0123-root")
        assert soft.encrypted("dm-0") is True

    def test_so_is_a_volume_on_top_of_one(self, soft):
        soft.device("sda")
        soft.device("sda2", partition_of="sda")
        soft.device("dm-0", "sda2", uuid="CRYPT-LUKS2-0123-pv")
        soft.device("dm-1", "dm-0", uuid="LVM-abc")
        assert soft.encrypted("dm-1") is True

    def test_a_volume_of_which_one_half_is_plain_is_not(self, soft):
        soft.device("sda")
        soft.device("sdb")
        soft.device("dm-0", "sda", uuid="CRYPT-LUKS2-0123-pv")
        soft.device("dm-1", "dm-0", "sdb", uuid="LVM-abc")
        assert soft.encrypted("dm-1") is False

    def test_a_partition_of_an_encrypted_array_is(self, soft):
        soft.device("sda")
        soft.device("sdb")
        soft.device("dm-0", "sda", uuid="CRYPT-LUKS2-1")
        soft.device("dm-1", "sdb", uuid="CRYPT-LUKS2-2")
        soft.device("md0", "dm-0", "dm-1")
        soft.device("md0p1", partition_of="md0")
        assert soft.encrypted("md0p1") is True

    @pytest.mark.parametrize(("kind", "found"), [("zfs", None), ("btrfs", None), ("ecryptfs", True)])
    def test_some_file_systems_decide_by_themselves(self, soft, kind, found):
        soft.device("sda")
        soft.mounted(kind, soft.folder)
        assert soft.encrypted("sda") is found

    def test_only_the_mount_of_the_folder_counts(self, soft):
        soft.device("sda")
        soft.mounted("zfs", soft.folder.parent / "data of others")
        soft.mounted("zfs", Path("/"))
        soft.mounted("ext4", soft.folder)
        assert soft.encrypted("sda") is False

    def test_a_device_that_is_not_shown_cannot_be_told(self, soft):
        soft.device("sda")
        assert soft.encrypted("sdz") is None

    def test_this_machine_gives_some_answer(self, data):
        assert check_encryption(data.root).says.startswith("encryption_")


ENGLISH = """\
Volume C: [OSDisk]
    Conversion Status:    {state}
    Percentage Encrypted: {share}
    Protection Status:    {protection}
"""
SPANISH = """\
Volumen C: [Sistema]
    Estado de conversión: {state}
    Porcentaje cifrado:   {share}
    Estado de protección: {protection}
"""


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (ENGLISH.format(state="Fully Encrypted", share="100.0%", protection="Protection On"), True),
        (ENGLISH.format(state="Fully Encrypted", share="100.0%", protection="Protection Off"), False),
        (ENGLISH.format(state="Encryption in Progress", share="42.7%", protection="Protection On"), False),
        (SPANISH.format(state="Cifrado", share="100,0%", protection="Protección activada"), True),
        (SPANISH.format(state="Descifrado", share="0,0%", protection="Protección desactivada"), False),
        ("État de la protection : activée", None),
        ("", None),
    ],
)
def test_what_bitlocker_tells(told, found):
    assert bitlocker_status(told) is found


@pytest.fixture
def no_keyring(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_where_the_secrets_are_and_in_what_state(data, no_keyring):
    assert check_secrets(data.root).says == "secrets_unset"
    assert not (data.root / KEYS).exists(), "looking makes nothing"
    open_secrets(data.root, environ={"ATALAYA_PASSPHRASE": PASSPHRASE})
    assert check_secrets(data.root).says == "secrets_sealed"
    (data.root / KEYS / SEALED_NAME).write_bytes(b"garbage")
    found = check_secrets(data.root)
    assert (found.state, found.says) == (State.FAIL, "secrets_damaged")


def test_a_keyring_that_is_gone_is_a_failure(data, no_keyring):
    (data.root / KEYS).mkdir()
    (data.root / KEYS / REMARK_NAME).write_bytes(b"")
    found = check_secrets(data.root)
    assert (found.state, found.says) == (State.FAIL, "secrets_unreachable")


@pytest.mark.parametrize("key", DISK_SAYINGS)
def test_both_languages_name_the_same_values(key):
    for label in (DISK_SAYINGS[key].sentence, DISK_SAYINGS[key].what_to_do):
        named = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (label.es, label.en)
        ]
        assert named[0] == named[1]
    assert DISK_SAYINGS[key].sentence.es != DISK_SAYINGS[key].sentence.en
