"""Texts: how people's words are shortened where there is no room for all of them."""


def excerpt(text: str, most: int) -> str:
    """The text, or its beginning of at most ``most`` characters, cut behind a word, and that it goes on."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip() + " …"
