"""`checksums.txt`: SHA-256 of every file below data/, as `sha256sum --check` reads it."""

from __future__ import annotations

from generator.outputs import Files, Made, Output

PATH = "data/checksums.txt"


def checksums() -> Output:
    return Output(PATH, lambda files: Made(_list(files)))


def _list(files: Files) -> bytes:
    own = sorted(p for p in files if p.startswith("data/") and not p.endswith(".html"))
    return "".join(f"{files[p].sha256}  {p[len('data/') :]}\n" for p in own).encode()
