"""Looks at a proposed change (a pull request) without running anything of it.

Program, schemas, configuration and pages come from the base; of the proposal only records and
pictures are taken, as bytes out of git, and only regular files within limits.
"""

from generator.core.problems import rules_in
from generator.review import proposal, templates

RULES = rules_in(proposal, templates)
