"""Records as people edit them: canonical YAML, spreadsheets and what an editor needs. Publishes nothing."""
