"""What git knows of the records: every step of every file, and a revision to compare with.

Git is asked three times at most, however long the history is. Knows no schema and no rule.
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
