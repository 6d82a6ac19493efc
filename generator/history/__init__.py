"""What git knows of the records: every step of every file, and a revision to compare with.

Git is asked three times at most, however long the history is. Knows no schema and no rule.
"""

from __future__ import annotations

from generator.history.former import Former, former
from generator.history.git import NoHistory, NoRevision, Shallow
from generator.history.log import NOTHING, Contents, History, read_history
from generator.history.steps import Commit, Step

__all__ = [
    "NOTHING",
    "Commit",
    "Contents",
    "Former",
    "History",
    "NoHistory",
    "NoRevision",
    "Shallow",
    "Step",
    "former",
    "read_history",
]
