"""The small file system of the store's tests, for secrets on a full disk."""

from tests.store.conftest import small_disk

__all__ = ["small_disk"]
