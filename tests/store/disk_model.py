"""What a power cut may leave of a folder, by a recorded trace of what was done to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from unittest import mock

Op = tuple[str, ...]


@dataclass
class Trace:
    """The calls that changed something below a folder, in order."""

    folder: Path
    ops: list[tuple] = field(default_factory=list)
    opened: dict[int, str] = field(default_factory=dict)

    @contextmanager
    def recording(self) -> Iterator[None]:
        with mock.patch.multiple(
            os, **{name: getattr(self, name)(getattr(os, name)) for name in CALLS}
        ):
            yield

    def place(self, path: object) -> str | None:
        found = os.fspath(path) if isinstance(path, str | os.PathLike) else ""
        inside = found.startswith(f"{self.folder}/") or found == str(self.folder)
        return found if inside and not found.endswith("/lock") else None

    def open(self, call: Callable) -> Callable:
        def opening(path, flags, *args, **options):
            descriptor = call(path, flags, *args, **options)
            if place := self.place(path):
                self.opened[descriptor] = place
                if flags & os.O_CREAT:
                    self.ops.append(("create", place))
            return descriptor

        return opening

    def write(self, call: Callable) -> Callable:
        def writing(descriptor, raw):
            half = max(len(raw) // 2, 1)  # the system may take less than it is given
            taken = call(descriptor, bytes(raw[:half]))
            if descriptor in self.opened:
                self.ops.append(("write", self.opened[descriptor], bytes(raw[:taken])))
            return taken

        return writing

    def fsync(self, call: Callable) -> Callable:
        def syncing(descriptor):
            call(descriptor)
            if descriptor in self.opened:
                self.ops.append(("fsync", self.opened[descriptor]))

        return syncing

    def close(self, call: Callable) -> Callable:
        def closing(descriptor):
            self.opened.pop(descriptor, None)
            call(descriptor)

        return closing

    def unlink(self, call: Callable) -> Callable:
        def unlinking(path, **options):
            call(path, **options)
            if place := self.place(path):
                self.ops.append(("unlink", place))

        return unlinking

    def mkdir(self, call: Callable) -> Callable:
        def making(path, *args, **options):
            call(path, *args, **options)
            if place := self.place(path):
                self.ops.append(("mkdir", place))

        return making

    def _two(self, kind: str, call: Callable) -> Callable:
        def moving(one, other, **options):
            call(one, other, **options)
            if self.place(other):
                self.ops.append((kind, self.place(one), self.place(other)))

        return moving

    def replace(self, call: Callable) -> Callable:
        return self._two("rename", call)

    def rename(self, call: Callable) -> Callable:
        return self._two("rename", call)

    def link(self, call: Callable) -> Callable:
        return self._two("link", call)


CALLS = ("open", "write", "fsync", "close", "unlink", "mkdir", "replace", "rename", "link")


@dataclass
class Disk:
    """A disk that keeps what was synced, and of the rest what it likes."""

    files: dict[str, int] = field(default_factory=dict)  # names as programs see them
    data: dict[int, bytes] = field(default_factory=dict)
    synced: dict[int, bytes] = field(default_factory=dict)
    lasting: dict[str, int] = field(default_factory=dict)  # names as they are on the disk
    waiting: dict[str, list] = field(default_factory=dict)  # by folder: changes not synced yet

    @classmethod
    def of(cls, contents: dict[str, bytes]) -> Disk:
        disk = cls()
        for inode, (path, raw) in enumerate(contents.items()):
            disk.files[path] = disk.lasting[path] = inode
            disk.data[inode] = disk.synced[inode] = raw
        return disk

    def do(self, op: tuple) -> None:
        kind, path, *rest = op
        if kind == "create":
            inode = len(self.data)
            self.data[inode] = self.synced[inode] = b""
            self.name({path: inode})
        elif kind == "write":
            self.data[self.files[path]] += rest[0]
        elif kind == "fsync" and path in self.files:
            self.synced[self.files[path]] = self.data[self.files[path]]
        elif kind == "fsync":
            for change in self.waiting.pop(path, []):
                apply(self.lasting, change)
        elif kind == "rename":
            self.name({path: None, rest[0]: self.files[path]})
        elif kind == "link":
            self.name({rest[0]: self.files[path]})
        elif kind == "unlink":
            self.name({path: None})

    def name(self, change: dict[str, int | None]) -> None:
        apply(self.files, change)
        self.waiting.setdefault(str(Path(list(change)[-1]).parent), []).append(change)

    def after_a_cut(self) -> Iterator[dict[str, bytes]]:
        """Yield what may be there: of each folder some of the last changes, none of the data.

        A file system keeps the changes of a folder in order, but may lose the last of them.
        """
        folders = list(self.waiting)
        for many in product(*(range(len(self.waiting[folder]) + 1) for folder in folders)):
            names = dict(self.lasting)
            for folder, count in zip(folders, many, strict=True):
                for change in self.waiting[folder][:count]:
                    apply(names, change)
            for data in (self.synced, self.data):
                yield {path: data[inode] for path, inode in names.items()}


def apply(names: dict[str, int], change: dict[str, int | None]) -> None:
    for path, inode in change.items():
        if inode is None:
            names.pop(path, None)
        else:
            names[path] = inode
