"""Writes src/ReformOpenData.Data/Search/Unicode.txt from Python's Unicode tables.

The program runs with InvariantGlobalization, where string.Normalize changes nothing, and an index must not depend on
the version of a library that the machine happens to have. So the tables of NFKC_Casefold come with the program.

    python3 eng/folding/generate.py > src/ReformOpenData.Data/Search/Unicode.txt
"""
import unicodedata

HANGUL = range(0xAC00, 0xD7A4)
IGNORABLE = [0xAD, 0x34F, 0x61C, *range(0x115F, 0x1161), *range(0x17B4, 0x17B6), *range(0x180B, 0x1810),
             *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10),
             0xFEFF, 0xFFA0, *range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)]


def folded(character):
    text = unicodedata.normalize("NFD", character)
    while True:
        following = unicodedata.normalize("NFKD", text.casefold())
        following = "".join(c for c in following if ord(c) not in IGNORABLE)
        if following == text:
            return text
        text = following


def composes(parts, character):
    return unicodedata.normalize("NFC", "".join(chr(int(part, 16)) for part in parts)) == character


def hexadecimal(text):
    return " ".join(f"{ord(c):X}" for c in text)


print(f"# Unicode {unicodedata.unidata_version}, written by eng/folding/generate.py.")
print("# M: a character and what it is folded to, decomposed. K: combining classes. C: a pair and its composition.")
classes = {}
pairs = []
for code in range(0x110000):
    if 0xD800 <= code < 0xE000 or code in HANGUL:
        continue
    character = chr(code)
    target = "" if code in IGNORABLE else folded(character)
    if target != character:
        print("M", f"{code:X}", hexadecimal(target))
    if unicodedata.combining(character):
        classes[code] = unicodedata.combining(character)
    parts = unicodedata.decomposition(character).split()
    if len(parts) == 2 and parts[0][0] != "<" and composes(parts, character):
        pairs.append((parts[0], parts[1], f"{code:X}"))

for code in sorted(classes):
    print("K", f"{code:X}", classes[code])
for pair in pairs:
    print("C", *pair)
