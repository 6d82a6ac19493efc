"""The editing form: what Decap CMS is told, derived from the schemas, and where it may save.

Knows the model and the records, but no page; `drafts` alone touches the disk.
"""
