"""The file formats in which tables are published; each takes a dataset and gives bytes."""
