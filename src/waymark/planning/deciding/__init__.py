"""What the two authors decided, carried across new facts and new releases: nothing is lost, nothing goes silently."""
