"""Keys that never enter the database, and what they seal."""
