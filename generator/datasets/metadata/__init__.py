"""Descriptions of the datasets for machines: the data package and the checksums."""
