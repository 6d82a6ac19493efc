"""Typed tables of the records, SQL over them, and the indicators computed from them."""
