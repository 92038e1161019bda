"""One access decision for every read and write: role × relationship × consent × purpose × content."""
