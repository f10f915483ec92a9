"""partybuild: exact, explained assessment of Party-building review conferences."""
