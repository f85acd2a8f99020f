"""Whether a test notices when any one permission check is gone."""
