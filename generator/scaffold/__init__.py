"""The repository of another district: its list of areas, its first records, what is copied from ours.

What a new district gets to read and to keep stands in `templates/`, not in Python.
"""
