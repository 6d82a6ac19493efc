"""YAML files become records with references both ways. Nothing above sees the files themselves."""
