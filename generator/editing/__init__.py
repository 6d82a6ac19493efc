"""Records as people edit them: canonical YAML and what an editor needs. Publishes nothing."""

from generator.core.problems import rules_in
from generator.editing import text

RULES = rules_in(text)
