"""How likely somebody is being lost: what is known at the end of a week, the event, and a fitted risk of it."""
