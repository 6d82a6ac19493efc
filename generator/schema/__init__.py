"""The model: what a record type, a check and an indicator is, read from `schemas/`. Knows no record."""
