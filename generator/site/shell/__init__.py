"""The frame of every page, which MkDocs makes once, and its slots."""
