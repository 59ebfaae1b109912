"""What Python calls what other languages call otherwise: `.length`, `.push`, `Math.floor`, `null`.

Vocabulary: a `word` ("toFixed") is one that Python does not know, in any spelling ("to_fixed"); a `phrase` ("a power is
x ** 2") says how Python does the same.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Mapping

LENGTH = "length size len count getLength"
HOLDS = "contains contain includes include has"
ITEMS = {
    LENGTH: "the number of items is len(items)",
    HOLDS: "`item in items` tells whether an item is there",
    "push pushBack add addLast enqueue": "items.append(item) puts an item at the end of a list",
    "concat addAll": "items + more joins two lists",
    "unshift addFirst prepend pushFront": "items.insert(0, item) puts an item at the front of a list",
    "shift removeFirst dequeue poll popFront": "items.pop(0) takes the first item out of a list",
    "delete removeAt erase splice": "items.pop(position) takes an item out of a list",
    "indexOf findIndex": "items.index(item) is the position of an item",
    "map collect": "[f(item) for item in items] makes a list with f of each item",
    "filter select where": "[item for item in items if …] keeps the items for which a condition holds",
    "find": "next(item for item in items if …) is the first item for which a condition holds",
    "forEach each": "a loop over all items is `for item in items:`",
    "sum total": "the sum of all items is sum(items)",
    "reduce fold inject": "you make a total in a loop, or with sum(items)",
    "max maximum": "the largest item is max(items)",
    "min minimum": "the smallest item is min(items)",
    "mean average avg": "the mean is sum(items) / len(items)",
    "argmax": "the position of the largest item is items.index(max(items))",
    "argmin": "the position of the smallest item is items.index(min(items))",
    "sorted sortBy toSorted orderBy": "sorted(items) gives a sorted copy",
    "reversed toReversed": "items[::-1] is a reversed copy",
    "get at elementAt nth": "the first item is items[0], the next items[1], and the last items[-1]",
    "set put": "items[0] = value replaces the first item",
    "first head front": "the first item is items[0]",
    "last tail back peek": "the last item is items[-1]",
    "isEmpty empty": "len(items) == 0 tells whether there are no items",
    "slice subList take": "items[1:3] is part of a list",
    "join": "you join texts with the text that goes between them: ', '.join(items)",
    "keys values items entries": "a list has positions instead of keys: `for position, item in enumerate(items):`. A"
    " list of pairs is taken apart by `for name, value in pairs:`",
    "toList tolist toArray": "list(items) makes a list",
}
FIXED = {
    "append extend insert remove pop clear sort reverse": "a tuple or range can't be changed; list(items) turns it"
    " into a list, which can",
}
NUMBER = {
    "toFixed": "round(x, 2) keeps two digits after the point",
    "round": "you round with round(x)",
    "floor": "rounding down is math.floor(x), after `import math`",
    "ceil": "rounding up is math.ceil(x), after `import math`",
    "sqrt": "a square root is math.sqrt(x), after `import math`",
    "pow power": "a power is x ** 2",
    "abs": "the absolute value is abs(x)",
    "max": "the larger of two numbers is max(a, b)",
    "min": "the smaller of two numbers is min(a, b)",
    "toInt intValue": "int(x) makes a whole number",
    "toString": "str(x) makes text",
    "isNaN": "math.isnan(x) tells you that, after `import math`",
}
TEXT = {
    LENGTH: "the number of characters is len(text)",
    HOLDS: "`part in text` tells whether text contains part",
    "toUpperCase toUpper upcase": "text.upper() gives capital letters",
    "toLowerCase toLower downcase": "text.lower() gives small letters",
    "trim": "text.strip() removes the spaces around it",
    "substring substr slice": "text[1:3] is part of a text",
    "charAt at get": "the first character is text[0]",
    "indexOf": "text.find(part) is the position of a part",
    "replaceAll": "text.replace(old, new) replaces every occurrence",
    "append push add concat": "text + more joins two texts",
    "toInt parseInt": "int(text) turns text into a whole number",
    "toFloat parseFloat": "float(text) turns text into a number",
    "isEmpty empty": 'text == "" tells whether it is empty',
    "reverse": "text[::-1] is the text backwards",
}
BY_KEY = {
    LENGTH: "the number of entries is len(entries)",
    HOLDS + " hasKey containsKey": "`key in entries` tells whether a key is there",
    "set put add insert append push": "entries[key] = value puts a value in",
    "delete remove": "entries.pop(key) takes an entry out",
    "getOrDefault fetch": "entries.get(key, 0) is the value of a key, or 0 if there is no such key",
    "entries iteritems": "entries.items() gives keys and values together",
    "forEach each": "a loop over all entries is `for key, value in entries.items():`",
}
BAG = {
    LENGTH: "the number of items is len(items)",
    HOLDS: "`item in items` tells whether an item is there",
    "append push insert put": "items.add(item) puts an item into a set",
    "delete": "items.remove(item) takes an item out",
}
ARRAY = {
    "length len": "the number of items is len(items)",
    "append push add": "a NumPy array can't grow: collect the items in a list, [], where append works",
}
MODULE = {
    "round": "rounding needs no module: round(x)",
    "abs": "the absolute value needs no module: abs(x)",
    "max": "the largest needs no module: max(a, b)",
    "min": "the smallest needs no module: min(a, b)",
    "sum": "a sum needs no module: sum(items)",
    "ln": "the natural logarithm is math.log(x)",
    "power": "a power is x ** 2",
    "mean average": "the mean is sum(items) / len(items)",
}
NAMES = {
    "math": "the module is called math, with a small m, and you can use it after `import math`. round, abs, max and"
    " min need no module",
    "np numpy": "you can use NumPy after `import numpy as np`",
    "random": "you can use this module after `import random`",
    "sqrt exp floor ceil": "it is part of the module math: first `import math`, then math.{word}(x)",
    "log ln": "the natural logarithm is math.log(x), after `import math`",
    "pi": "it is math.pi, after `import math`",
    "null nil undefined": "“no value” is written None",
    "true": "it has a capital: True",
    "false": "it has a capital: False",
    "inf infinity": "infinity is math.inf, after `import math`",
    "nan": "it is math.nan, after `import math`",
    "parseInt": "int(text) turns text into a whole number",
    "parseFloat": "float(text) turns text into a number",
    "console": "print(…) shows a value",
    "foreach": "a loop over all items is `for item in items:`",
}
KINDS = {
    "list": (ITEMS,),
    "tuple": (FIXED, ITEMS),
    "range": (FIXED, ITEMS),
    "int": (NUMBER,),
    "float": (NUMBER,),
    "numpy.float64": (NUMBER,),
    "str": (TEXT,),
    "dict": (BY_KEY,),
    "set": (BAG,),
    "numpy.ndarray": (ARRAY,),
    "math": (MODULE,),
}
ATTRIBUTE = re.compile(r"(?:module )?'([\w.]+)'(?: object)? has no attribute '(\w+)'")
NAME = re.compile(r"name '(\w+)' is not defined")


def python_word(message: str) -> str:
    """Return how Python says what an error's message shows in another language's words, or "".

    >>> python_word("'list' object has no attribute 'length'")
    'In Python the number of items is len(items).'
    >>> python_word("'str' object has no attribute 'endsWith'")
    'In Python it is spelled endswith; capitals matter.'
    """
    if found := ATTRIBUTE.match(message):
        kind, word = found.groups()
        phrase = next(filter(None, (looked_up(word, table) for table in KINDS.get(kind, ()))), "")
        phrase = respelled(kind, word) or phrase
    else:
        found = NAME.match(message)
        phrase = looked_up(found[1], NAMES) if found else ""
    return f"In Python {phrase}." if phrase else ""


def looked_up(word: str, table: Mapping[str, str]) -> str:
    """Return the phrase for a word, or ""."""
    phrases = (phrase for words, phrase in table.items() if plain(word) in map(plain, words.split()))
    return next(phrases, "").replace("{word}", plain(word))


def respelled(kind: str, word: str) -> str:
    """Return how a kind of value spells a word that it knows in another spelling, or ""."""
    known = (name for name in dir(getattr(builtins, kind, object)) if not name.startswith("_"))
    return next((f"it is spelled {name}; capitals matter" for name in known if plain(name) == plain(word)), "")


def plain(word: str) -> str:
    """Return a word without capitals and underscores."""
    return word.lower().replace("_", "")
