"""What every other room rests on: values, texts, YAML and the program's own fingerprint. Knows no record."""
