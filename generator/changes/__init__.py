"""What changed in the records, and when: between two states, commit by commit, release by release.

Makes of git's history and of the schemas what people can read; knows no page and no file format.
"""
