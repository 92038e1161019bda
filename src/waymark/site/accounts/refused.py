"""What cannot be done with an account, as the name of a text: the page says it in the reader's language."""

from waymark.site.pages.wording import say

__all__ = ["Refused"]


class Refused(ValueError):
    """`text`: the name of the sentence in the words of the site."""

    def __init__(self, text: str, **given: object) -> None:
        super().__init__(say("en", text, **given))
        self.text, self.given = text, given

    def said(self, language: str) -> str:
        """The sentence."""
        return say(language, self.text, **self.given)
