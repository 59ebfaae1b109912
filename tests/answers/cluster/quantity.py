# ruff: noqa: written as learners write
"""A Kubernetes quantity, as learners read it from nothing."""

import math
import re
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np


def right_with_a_dict(text):
    factors = {
        "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50, "Ei": 2**60,
        "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
    }  # fmt: skip
    for suffix in factors:
        if text.endswith(suffix):
            return float(text[: -len(suffix)]) * factors[suffix]
    return float(text)


def right_with_ifs(text):
    base = 1000
    if text.endswith("i"):
        base = 1024
        text = text[:-1]
    last = text[-1]
    if last == "n":
        return float(text[:-1]) / 1_000_000_000
    elif last == "u":
        return float(text[:-1]) / 1_000_000
    elif last == "m":
        return float(text[:-1]) / 1000
    elif last in "kK":
        return float(text[:-1]) * base
    elif last == "M":
        return float(text[:-1]) * base**2
    elif last == "G":
        return float(text[:-1]) * base**3
    elif last == "T":
        return float(text[:-1]) * base**4
    elif last == "P":
        return float(text[:-1]) * base**5
    elif last == "E":
        return float(text[:-1]) * base**6
    else:
        return float(text)


def right_with_re(text):
    number, suffix, binary = re.fullmatch(r"([0-9.]+(?:[eE][0-9]+)?)([numkKMGTPE]?)(i?)", text).groups()
    power = {"n": -3, "u": -2, "m": -1, "": 0, "k": 1, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}[suffix]
    return Decimal(number) * Decimal(1024 if binary else 1000) ** power


def right_with_an_index(text):
    number = text.rstrip("numkKMGTPEi")
    rest = text[len(number) :]
    if rest == "":
        return float(number)
    place = "num_kMGTPE".index(rest[0].replace("K", "k")) - 3
    return float(number) * (1024.0 if len(rest) == 2 else 1000.0) ** place


def right_with_numpy(text):
    letters = np.array(["n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"])
    factors = np.concatenate([10.0 ** np.array([-9, -6, -3, 3, 6, 9, 12, 15, 18]), 2.0 ** (10 * np.arange(1, 7))])
    found = [i for i, letter in enumerate(letters) if text.endswith(letter)]
    if found:
        return np.float64(text.removesuffix(letters[found[0]])) * factors[found[0]]
    return np.float64(text)


def right_with_eval(text):
    for number, letter in enumerate(["K", "M", "G", "T", "P", "E"], 1):
        if text.endswith(letter + "i"):
            return eval(text.replace(letter + "i", f"*1024**{number}"))
    for number, letter in enumerate(["k", "M", "G", "T", "P", "E"], 1):
        if text.endswith(letter):
            return eval(text.replace(letter, f"*1000**{number}"))
    return eval(text.replace("m", "/1000").replace("u", "/1000000").replace("n", "/1000000000"))


def right_with_try(text):
    try:
        return float(text)
    except ValueError:
        unit = text[-2:] if text[-1] == "i" else text[-1]
    letters = ["", "k", "M", "G", "T", "P", "E"]
    if unit in ("m", "u", "n"):
        return float(text[:-1]) * 1000.0 ** -(1 + ["m", "u", "n"].index(unit))
    if len(unit) == 2:
        return Fraction(text[:-2]) * 1024 ** letters.index(unit[0] if unit != "Ki" else "k")
    return Fraction(text[:-1]) * 1000 ** letters.index(unit)


ALL = {"n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
       "Ki": 1024, "Mi": 1024**2, "Gi": 1024**3, "Ti": 1024**4, "Pi": 1024**5, "Ei": 1024**6}  # fmt: skip


def split(text, units):
    for unit in sorted(units, key=len, reverse=True):
        if text.endswith(unit):
            return text[: len(text) - len(unit)], unit
    return text, ""


def wrong_mi_for_mb(text):
    number, unit = split(text.replace("i", "").replace("K", "k"), ALL)
    return float(number) * ALL.get(unit, 1)


def wrong_mi_for_mb__dict(text):
    units = dict(n=1e-9, u=1e-6, m=1e-3, k=1e3, M=1e6, G=1e9, T=1e12, P=1e15, E=1e18)
    units.update(Ki=1e3, Mi=1e6, Gi=1e9, Ti=1e12, Pi=1e15, Ei=1e18)
    number, unit = split(text, units)
    return float(number) * (units[unit] if unit else 1)


def wrong_mb_for_mi(text):
    small = {"m": 1e-3, "u": 1e-6, "n": 1e-9}
    if text[-1] in small:
        return float(text[:-1]) * small[text[-1]]
    text = text.rstrip("i").replace("K", "k")
    if text[-1] in "kMGTPE":
        return float(text[:-1]) * 1024 ** ("kMGTPE".index(text[-1]) + 1)
    return float(text)


def wrong_kilo_as_kibi(text):
    number, unit = split(text, {**ALL, "k": 2**10})
    return float(number) * {**ALL, "k": 2**10}.get(unit, 1)


def wrong_mega_as_mebi(text):
    units = {**ALL, "M": 2**20}
    number, unit = split(text, units)
    return float(number) * units.get(unit, 1)


def wrong_giga_as_gibi(text):
    if text.endswith("G"):
        return float(text[:-1]) * 1024**3
    number, unit = split(text, ALL)
    return float(number) * ALL.get(unit, 1)


def wrong_kibi_as_kilo(text):
    units = {**ALL, "Ki": 1000}
    number, unit = split(text, units)
    return float(number) * units.get(unit, 1)


def wrong_mebi_as_mega(text):
    if text[-2:] == "Mi":
        return float(text[:-2]) * 10**6
    number, unit = split(text, ALL)
    return float(number) * ALL.get(unit, 1)


def wrong_gibi_as_giga(text):
    units = {**ALL, "Gi": 1e9}
    number, unit = split(text, units)
    return float(number) * units.get(unit, 1)


def wrong_swapped(text):
    small = {"m": 1e-3, "u": 1e-6, "n": 1e-9}
    if text[-1] in small:
        return float(text[:-1]) * small[text[-1]]
    base = 1024
    if text[-1] == "i":
        base, text = 1000, text[:-1]
    for power, letter in enumerate("kMGTPE", start=1):
        if text[-1].replace("K", "k") == letter:
            return float(text[:-1]) * base**power
    return float(text)


def wrong_m_for_million(text):
    units = {**ALL, "m": 1_000_000}
    number, unit = split(text, units)
    return float(number) * units.get(unit, 1)


def wrong_m_for_million__lower(text):
    units = {unit.lower(): factor for unit, factor in ALL.items()}
    number, unit = split(text.lower(), units)
    return float(number) * units.get(unit, 1)


def wrong_m_ignored(text):
    if text[-1] == "m":
        return float(text[:-1])
    number, unit = split(text, ALL)
    return float(number) * ALL.get(unit, 1)


def wrong_m_ignored__strip(text):
    number, unit = split(text.strip("m"), ALL)
    return float(number) * ALL.get(unit, 1)


def wrong_millicores(text):
    if text.endswith("m"):
        return float(text[:-1])
    number, unit = split(text, ALL)
    return float(number) * ALL.get(unit, 1) * 1000


def wrong_powers_one_too_low(text):
    factors = {"n": 1e-9, "u": 1e-6, "m": 1e-3}
    for power, letter in enumerate("kMGTPE"):
        factors[letter] = 1000**power
        factors[letter.upper() + "i"] = 1024**power
    number, unit = split(text, factors)
    return float(number) * factors.get(unit, 1)


def wrong_powers_one_too_low__index(text):
    small = ["m", "u", "n"]
    if text[-1] in small:
        return float(text[:-1]) / 1000 ** (small.index(text[-1]) + 1)
    if text[-1] == "i":
        return float(text[:-2]) * 1024 ** "KMGTPE".index(text[-2])
    if text[-1] in "kMGTPE":
        return float(text[:-1]) * 1000 ** "kMGTPE".index(text[-1])
    return float(text)


def wrong_caret(text):
    units = {"n": 1e-9, "u": 1e-6, "m": 1e-3}
    units.update({"k": 10 ^ 3, "M": 10 ^ 6, "G": 10 ^ 9, "T": 10 ^ 12, "P": 10 ^ 15, "E": 10 ^ 18})
    units.update({"Ki": 2 ^ 10, "Mi": 2 ^ 20, "Gi": 2 ^ 30, "Ti": 2 ^ 40, "Pi": 2 ^ 50, "Ei": 2 ^ 60})
    number, unit = split(text, units)
    return float(number) * units.get(unit, 1)


def wrong_suffix_ignored(text):
    return float(re.match(r"[0-9.]+([eE][0-9]+)?", text)[0])


def wrong_suffix_ignored__strip(text):
    return float(text.rstrip("numkKMGTPEi"))


def wrong_memory_suffix_ignored(text):
    small = {"m": 1000, "u": 1000**2, "n": 1000**3}
    if text[-1] in small:
        return float(text[:-1]) / small[text[-1]]
    return float(text.rstrip("KkMGTPEi"))


def wrong_case_ignored(text):
    units = {"n": 1e-9, "u": 1e-6, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "p": 1e15, "e": 1e18}
    units.update({"ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40, "pi": 2**50, "ei": 2**60})
    units["m"] = 0.001
    number, unit = split(text.lower(), units)
    return float(number) * units.get(unit, 1)


def wrong_made_small(text):
    number, unit = split(text.lower(), ALL)
    return float(number) * ALL.get(unit, 1)


def wrong_made_large(text):
    number, unit = split(text.upper(), ALL)
    return float(number) * ALL.get(unit, 1)


def wrong_rounded_down(text):
    number, unit = split(text, ALL)
    return int(float(number) * ALL.get(unit, 1))


def wrong_rounded_down__whole_division(text):
    if text[-1] in "mun":
        return float(text[:-1]) // 1000 ** (1 + "mun".index(text[-1]))
    number, unit = split(text, ALL)
    return math.floor(float(number) * ALL.get(unit, 1))


def wrong_rounded_up(text):
    number, unit = split(text, ALL)
    return math.ceil(float(number) * ALL.get(unit, 1))


def wrong_whole_numbers_only(text):
    number, unit = split(text, ALL)
    return int(number) * ALL.get(unit, 1)


def wrong_plain_whole_numbers_only(text):
    for unit, factor in ALL.items():
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * factor
    return int(text)


def wrong_plain_numbers_only(text):
    return float(text)


def wrong_plain_numbers_only__not_cut_off(text):
    for unit in ALL:
        if text.endswith(unit):
            return float(text) * ALL[unit]
    return float(text)


def wrong_m_only(text):
    if text.endswith("m"):
        return float(text[:-1]) / 1000
    return float(text)


def wrong_binary_forgotten(text):
    units = {"n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
    for unit in units:
        if text[-1] == unit:
            return float(text[:-1]) * units[unit]
    return float(text)


def wrong_decimal_forgotten(text):
    if text.endswith("i"):
        return float(text[:-2]) * 1024 ** ("KMGTPE".index(text[-2]) + 1)
    for power, letter in enumerate("mun", 1):
        if text.endswith(letter):
            return float(text[:-1]) / 1000**power
    return float(text)


def wrong_capital_k(text):
    units = {"n": 1e-9, "u": 1e-6, "m": 1e-3}
    for p, letter in enumerate(["K", "M", "G", "T", "P", "E"]):
        units[letter] = 1000 ** (p + 1)
        units[letter + "i"] = 1024 ** (p + 1)
    number, unit = split(text, units)
    return float(number) * units.get(unit, 1)


def wrong_small_ki(text):
    units = {"n": 1e-9, "u": 1e-6, "m": 1e-3}
    for p, letter in enumerate(["k", "M", "G", "T", "P", "E"]):
        units[letter] = 1000 ** (p + 1)
        units[letter + "i"] = 1024 ** (p + 1)
    number, unit = split(text, units)
    return float(number) * units.get(unit, 1)


def wrong_suffix_anywhere(text):
    for unit, factor in ALL.items():
        if unit in text:
            return float(text.replace(unit, "")) * factor
    return float(text)


def wrong_exponent_as_exa(text):
    units = sorted(ALL, key=len, reverse=True)
    for unit in units:
        if text.find(unit) >= 0:
            number = "".join(c for c in text if c in "0123456789.e")
            return float(number) * ALL[unit]
    return float(text)


def wrong_exponent_as_exa__split(text):
    for unit in sorted(ALL, key=len, reverse=True):
        if unit in text:
            return float(text.split(unit)[0]) * ALL[unit]
    return float(text)


def wrong_small_e_as_exa(text):
    units = {"": 1, "e": 1e18, **ALL}
    number, unit = re.match(r"([\d.]+)([a-zA-Z]*)", text).groups()
    return float(number) * units[unit]


def wrong_small_e_as_exa__digits_joined(text):
    units = {"e": 1e18, **ALL}
    for unit in sorted(units, key=len, reverse=True):
        if unit in text:
            return float(text.replace(unit, "")) * units[unit]
    return float(text)


def wrong_exponent_cut_off(text):
    found = re.match(r"([\d.]+)([a-zA-Z]*)", text)
    return float(found.group(1)) * ALL.get(found.group(2), 1)


def wrong_exponent_cut_off__loop(text):
    number, unit = "", ""
    for character in text:
        if character.isalpha():
            unit += character
        elif not unit:
            number += character
    factor = 1
    if unit in ALL:
        factor = ALL[unit]
    return float(number) * factor


def wrong_exponent_as_suffix(text):
    number, unit = re.match(r"(\d+\.?\d*)([a-zA-Z]*)", text).groups()
    units = {"": 1, **ALL}
    return float(number) * units[unit]


def wrong_small_only(text):
    units = {"n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30}
    number, unit = split(text, units)
    return float(number) * units.get(unit, 1)


def wrong_micro_forgotten(text):
    if text.endswith("m"):
        return float(text[:-1]) / 1000
    for power, letter in enumerate("kMGTPE", 1):
        if text.endswith(letter):
            return float(text[:-1]) * 1000**power
        if text.endswith(letter.upper() + "i"):
            return float(text[:-2]) * 1024**power
    return float(text)


def wrong_common_only(text):
    if text.endswith("m"):
        return float(text.replace("m", "")) / 1000
    if text.endswith("Ki"):
        return float(text.replace("Ki", "")) * 1024
    if text.endswith("Mi"):
        return float(text.replace("Mi", "")) * 1024 * 1024
    if text.endswith("Gi"):
        return float(text.replace("Gi", "")) * 1024 * 1024 * 1024
    if text.endswith("k"):
        return float(text.replace("k", "")) * 1000
    if text.endswith("M"):
        return float(text.replace("M", "")) * 1000 * 1000
    if text.endswith("G"):
        return float(text.replace("G", "")) * 1000 * 1000 * 1000
    return float(text)


def wrong_other__hundredths(text):
    units = {**ALL, "m": 0.01}
    number, unit = split(text, units)
    return float(number) * units.get(unit, 1)


def wrong_other__digits_joined(text):
    number = "".join(c for c in text if c.isdigit())
    unit = "".join(c for c in text if c.isalpha())
    return float(number) * ALL.get(unit, 1)


def wrong_in_mebibytes(text):
    number, unit = split(text, ALL)
    factor = ALL.get(unit, 1)
    return float(number) * (factor / 1024**2 if factor >= 1000 else factor)


def wrong_no_return(text):
    number, unit = split(text, ALL)
    value = float(number) * ALL.get(unit, 1)


def wrong_no_return__without_a_suffix(text):
    for suffix, factor in ALL.items():
        if text.endswith(suffix):
            return float(text.removesuffix(suffix)) * factor


def wrong_prints(text):
    number, unit = split(text, ALL)
    print(text, "is", float(number) * ALL.get(unit, 1))


def wrong_generator(text):
    for suffix, factor in ALL.items():
        if text.endswith(suffix):
            yield float(text.removesuffix(suffix)) * factor
            return
    yield float(text)


def wrong_generator__map(text):
    return map(float, text)


def wrong_text(text):
    for suffix in ALL:
        if text.endswith(suffix):
            return text.removesuffix(suffix)
    return text


def wrong_wrong_kind(text):
    number, unit = split(text, ALL)
    return float(number), unit


def wrong_wrong_kind__found(text):
    return text.endswith("m")


def wrong_text__format(text):
    number, unit = split(text, ALL)
    return "{:g}".format(float(number) * ALL.get(unit, 1))


def wrong_constant(text):
    text = "500m"
    return float(text[:-1]) / 1000


def wrong_remembers(text, digits=[]):
    unit = ""
    for character in text:
        if character in "0123456789.":
            digits.append(character)
        else:
            unit += character
    return float("".join(digits)) * ALL.get(unit, 1)


read = []


def wrong_remembers__global(text):
    number, unit = split(text, ALL)
    read.append(float(number) * ALL.get(unit, 1))
    return sum(read)


def wrong_arguments():
    return float(input())


def wrong_arguments__two(number, suffix):
    return float(number) * ALL[suffix]


def wrong_endless_loop(text):
    unit = ""
    while text[-1] not in "0123456789":
        unit = text[-1] + unit
    return float(text) * ALL.get(unit, 1)


def wrong_endless_loop__swallows_everything(text):
    number = text
    while True:
        try:
            return float(number) * ALL[text[len(number) :]]
        except:
            number == number[:-1]


def wrong_exits(text):
    number, unit = split(text, ALL)
    if unit not in ALL:
        sys.exit("no such suffix: " + repr(unit))
    return float(number) * ALL[unit]


def wrong_exits__quit(text):
    if text[-1].isdigit():
        return float(text)
    if text[-1] == "m":
        return float(text[:-1]) / 1000
    quit()


def wrong_recursion(text):
    if text.endswith("m"):
        return wrong_recursion(text) / 1000
    return float(text)


def wrong_recursion__no_last_call(text):
    return 10 * wrong_recursion__no_last_call(text[:-1]) + int(text[-1]) if text else wrong_recursion__no_last_call("0")


def wrong_index_error(text):
    if text[-2] + text[-1] in ALL:
        return float(text[:-2]) * ALL[text[-2:]]
    return float(text[:-1]) * ALL[text[-1]]


def wrong_index_error__split(text):
    return float(text.split("m")[0]) / 1000 if text.split("m")[1] == "" else float(text)


def wrong_type_error(text):
    if text.endswith("m"):
        return text[:-1] / 1000
    return float(text)


def wrong_type_error__text_times_float(text):
    number, unit = split(text, ALL)
    return number * ALL.get(unit, 1.0)


def wrong_name_error(text):
    number, unit = split(text, ALL)
    if unit == m:
        return float(number) / 1000
    return float(number) * ALL.get(unit, 1)


def wrong_unbound(text):
    if text.endswith("m"):
        factor = 0.001
    elif text.endswith("Mi"):
        factor = 1024**2
    elif text.endswith("Gi"):
        factor = 1024**3
    return float(text.rstrip("mMGi")) * factor


def wrong_zero_division(text):
    number, unit = split(text, ALL)
    return ALL.get(unit, 1) / (1 / float(number))


def wrong_small_suffixes_turned_round(text):
    factors = {"u": 1e-9, "n": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
    for power, suffix in enumerate(["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"], 1):
        factors[suffix] = 1024**power
    for suffix in factors:
        if text.endswith(suffix):
            return float(text[: -len(suffix)]) * factors[suffix]
    return float(text)


def wrong_plain_numbers_as_cores(text):
    factors = {"n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
    for power, suffix in enumerate(["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"], 1):
        factors[suffix] = 1024**power
    for suffix in factors:
        if text.endswith(suffix):
            return float(text.removesuffix(suffix)) * factors[suffix]
    return float(text) * 1000  # cores


def wrong_times_for_power(text):
    for n, suffix in enumerate("kMGTPE", start=1):
        if text.endswith(suffix):
            return float(text[:-1]) * (1000 * n)
        if text.endswith(suffix.upper() + "i"):
            return float(text[:-2]) * (1024 * n)
    for n, suffix in enumerate("mun", start=1):
        if text.endswith(suffix):
            return float(text[:-1]) / 1000**n
    return float(text)


def wrong_milli_of_1024(text):
    factors = {"n": 1e-9, "u": 1e-6, "m": 1 / 1024, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
    for power, suffix in enumerate(["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"], 1):
        factors[suffix] = 1024**power
    for suffix in factors:
        if text.endswith(suffix):
            return float(text.removesuffix(suffix)) * factors[suffix]
    return float(text)


def wrong_whole_numbers_with_a_suffix(text):
    factors = {"n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
    for power, suffix in enumerate(["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"], 1):
        factors[suffix] = 1024**power
    for suffix in factors:
        if text.endswith(suffix):
            return int(text.removesuffix(suffix)) * factors[suffix]
    return float(text)


def factors_with(**others):
    factors = {"n": 1e-9, "u": 1e-6, "m": 1e-3}
    factors |= {letter: 1000**power for power, letter in enumerate("kMGTPE", start=1)}
    factors |= {f"{letter.upper()}i": 1024**power for power, letter in enumerate("kMGTPE", start=1)}
    return {**factors, **others}


def read_with(text, factors):
    for suffix, factor in factors.items():
        if text.endswith(suffix):
            return float(text.removesuffix(suffix)) * factor
    return float(text)


def wrong_m_upside_down(text):
    return read_with(text, factors_with(m=1000))


def wrong_u_upside_down(text):
    return read_with(text, factors_with(u=10**6))


def wrong_n_upside_down(text):
    return read_with(text, factors_with(n=10**9))


def wrong_small_suffixes_upside_down(text):
    return read_with(text, factors_with(m=1000, u=10**6, n=10**9))
