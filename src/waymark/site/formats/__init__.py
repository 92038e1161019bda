"""How numbers are written where Django's own way of a language is another than that of the people we write for."""
