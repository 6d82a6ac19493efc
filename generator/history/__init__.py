"""What git knows of the records, and what became of it: changes, releases, redirects, what is withheld.

Git is asked three times at most, however long the history is. Knows no page and no file format.
"""

from __future__ import annotations

from generator.history.git import NoHistory, NoRevision, Shallow
from generator.history.log import NOTHING, Commit, Contents, History, Step, read_history
from generator.history.revisions import BaseRecord, former

__all__ = [
    "NOTHING",
    "BaseRecord",
    "Commit",
    "Contents",
    "History",
    "NoHistory",
    "NoRevision",
    "Shallow",
    "Step",
    "former",
    "read_history",
]
