"""The web application: the record in rows, and its guards. Nothing clinical is decided here: the road does that."""
