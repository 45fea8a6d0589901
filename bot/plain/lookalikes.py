"""Characters that look like Latin letters, to a person who reads on.

Compatibility normalisation (NFKC, https://www.unicode.org/reports/tr15/) already undoes what is a Latin letter in
another dress: full width, mathematical, circled. Two kinds are left. *Dressed* letters have no other meaning: small
capitals, squared letters, letters with a stroke. *Foreign* ones are letters of another alphabet, and mean themselves in
a text that is written in it; the choice follows https://www.unicode.org/reports/tr39/#Confusable_Detection, kept to
what is in use and written in lower case.
"""

_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_STROKES = dict(zip("łđøħŧɨƀɇɉɍɏƶɑɡıȷɩƒɯʋ", "ldohtibejryzagijifwv", strict=True))
_SQUARED = {
    chr(first + place): letter
    for first in (0x1F150, 0x1F170, 0x1F1E6)  # negative circled, negative squared, regional indicators
    for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")
}

DRESSED = _SMALL_CAPITALS | _STROKES | _SQUARED
"""To be read as the Latin letter, always."""

_CYRILLIC = dict(zip("авсԁеһгніјкӏмопрԛѕтиухԝьѵғ", "abcdehrhijklmonpqstuyxwbvf", strict=True)) | {
    "и": "u",
    "\u0443": "y",
}
_GREEK = dict(zip("αβγεηικνορτυχωμζς", "abyenikvoptuxwuzc", strict=True))
_ARMENIAN = dict(zip("աեհյոսցօզ", "aehjnugoq", strict=True))

FOREIGN = str.maketrans(_CYRILLIC | _GREEK | _ARMENIAN)
"""To be read as the Latin letter where it stands among letters of another alphabet (``str.translate``)."""

FIGURES = str.maketrans("0134578@$!|", "oieastbasil")
"""Figures and signs that stand in for letters inside a word."""
