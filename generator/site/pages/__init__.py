"""The pages, a module a kind: each names its outputs and what its template is given."""
