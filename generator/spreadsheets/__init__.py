"""Records as sheets: export, and import with a trial run first."""
