"""Why a line stands in a plan, what came second, and what would change it."""
