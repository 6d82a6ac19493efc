"""What staff have to do next, how a quarter went, which records look alike: queries over the tables.

Each is a query of `schemas/` with its words in its header, so that a district adds or drops one
without touching Python. Prints nothing and reads no clock.
"""

from generator.core.problems import rules_in
from generator.reports import bulletin, reminders

RULES = rules_in(bulletin, reminders)
