"""Each step of a_tenth, and the ways to get it wrong."""

from __future__ import annotations

from course_lib.chapters.ch08_proxies.exercises.cut_short import CUT_SHORT
from course_lib.chapters.ch08_proxies.exercises.tenths import tenths
from course_lib.framework.exercise.family import Family, Part

WHO = {
    "use-and-request-mixed": Part(
        lambda what, counted: True,
        "You take every row, whatever it counts. A proxy's use and its request are two questions: the node has to keep"
        " the request free, used or not. Keep only the rows whose `what` is `counted`.",
        "keep only the rows whose `what` is `counted`.",
    ),
    "the-other-rows": Part(
        lambda what, counted: what != counted,
        "You take the rows that count the other thing: use where requests are wanted, and requests where use is."
        " `continue` skips a row, so it belongs where `what` isn't `counted`.",
        "you take the rows that aren't `counted`, and skip those that are.",
    ),
    "use-for-request": Part(
        lambda what, counted: what == "used",
        "You always take what was used, even where the question is what is requested. A node has to keep the request"
        " free, used or not. Compare `what` with `counted`.",
        "compare `what` with `counted`, not with the word used.",
    ),
    "request-for-use": Part(
        lambda what, counted: what == "requested",
        "You always take what is requested, even where the question is what was used. Compare `what` with `counted`.",
        "compare `what` with `counted`, not with the word requested.",
    ),
}
SHARE = {
    "upside-down": Part(
        lambda smaller, larger: larger / smaller,
        "Your share is upside down: it says how many times as much the larger proxy takes. Besides, it can't be worked"
        " out where the smaller one requests nothing. What part of the larger figure is the smaller one?",
        "the share is upside down.",
        needs=(("/",),),
    ),
    "of-both": Part(
        lambda smaller, larger: smaller / (smaller + larger),
        "You divide by both figures together. “A tenth of the larger one's” compares with the larger one alone: of 10"
        " and 90 the smaller is a ninth of the larger, though a tenth of the sum.",
        "divide by the larger figure alone, not by the sum.",
        needs=(("+", "sum"),),
    ),
    "larger-part-of-both": Part(
        lambda smaller, larger: larger / (smaller + larger),
        "You divide the larger figure by both together: that's the larger proxy's part of the sum. What part of the"
        " larger figure is the smaller one?",
        "divide the smaller figure by the larger one, not the larger by the sum.",
        needs=(("+", "sum"),),
    ),
    "distance": Part(
        lambda smaller, larger: abs(larger - smaller),
        "You take how far the two figures are apart. “A tenth” says what part one is of the other: divide.",
        "divide instead of taking how far they are apart.",
        needs=(("abs", "-"),),
    ),
    "what-is-saved": Part(
        lambda smaller, larger: 1 - smaller / larger,
        "You work out what is saved: (larger - smaller) / larger. A tenth of the resources means that nine tenths are"
        " saved, not one.",
        "the share is what the smaller one takes, not what is saved.",
        needs=(("-",),),
    ),
    "how-much-more": Part(
        lambda smaller, larger: (larger - smaller) / smaller,
        "You divide the difference by the smaller figure: that's how much more the larger one takes. You want the part"
        " that the smaller one is of the larger.",
        "divide the smaller figure by the larger, not the difference.",
        needs=(("-",),),
    ),
    "less-of-the-smaller": Part(
        lambda smaller, larger: (smaller - larger) / larger,
        "You subtract the larger figure first, so nearly every share comes out below 0. No difference is needed: what"
        " part of the larger figure is the smaller one?",
        "divide, and don't subtract anything before.",
        needs=(("-",),),
    ),
    "less-of-itself": Part(
        lambda smaller, larger: (smaller - larger) / smaller,
        "You divide by the smaller figure, and the larger one is subtracted, so nearly every share comes out below 0."
        " No difference is needed: what part of the larger figure is the smaller one?",
        "divide by the larger figure, without subtracting.",
        needs=(("-",),),
    ),
    "remainder": Part(
        lambda smaller, larger: smaller % larger,
        "In Python % gives what a division leaves over: 10 % 88 is 10. It has nothing to do with percent. Divide with"
        " /.",
        "divide with /; % gives what a division leaves over.",
        needs=(("%",),),
    ),
    "difference": Part(
        lambda smaller, larger: larger - smaller,
        "You subtract. “A tenth” says what part one is of the other, and a difference in millicores doesn't: 10 of 100"
        " and 910 of 1,000 are both 90 apart.",
        "divide instead of subtracting.",
        needs=(("-",),),
    ),
    "negative-difference": Part(
        lambda smaller, larger: smaller - larger,
        "You subtract, and every row where the smaller figure is the smaller one passes. “A tenth” says what part one"
        " is of the other: divide.",
        "divide instead of subtracting.",
        needs=(("-",),),
    ),
    "in-percent": Part(
        lambda smaller, larger: 100 * smaller / larger,
        "Your share is in percent, and the next line compares it with 0.1, a share of 1. Leave the 100 out.",
        "the share is one of 1, not in percent.",
        needs=(("100",),),
    ),
    "ten-times-the-share": Part(
        lambda smaller, larger: 10 * smaller / larger,
        "You multiply by 10, and the next line compares with 0.1: together they ask for a hundredth. Leave the 10 out.",
        "leave out the 10: the next line compares with 0.1 already.",
        needs=(("10",),),
    ),
    "tenth-of-the-share": Part(
        lambda smaller, larger: smaller / larger / 10,
        "You take a tenth of the share, and the next line compares it with 0.1: everything passes that is no more than"
        " the whole. Leave that out.",
        "don't divide by 10: the next line compares with 0.1 already.",
        needs=(("10", "0.1"),),
    ),
    "compared-already": Part(
        lambda smaller, larger: smaller <= larger / 10,
        "You keep exactly the wrong rows: those where the share is above a tenth. Is your `share` a comparison? Then"
        " it's True or False, which Python counts as 1 and 0 when the next line compares it with 0.1: give the share as"
        " a number.",
    ),
    "share-rounded": Part(
        lambda smaller, larger: round(smaller / larger, 1),
        "You round the share to one digit: 10 of 88 becomes 0.1, and an eighth passes for a tenth. Don't round before"
        " you compare.",
        "don't round the share before it is compared.",
        needs=(("round",),),
    ),
    "share-cut": Part(
        lambda smaller, larger: smaller // larger,
        "Your share is cut to a whole number, so it's 0 wherever the smaller proxy takes less than the larger one. //"
        " and int(…) cut: divide with / and leave it at that.",
        "don't cut the share to a whole number.",
        needs=(("//", "int", "floor", "trunc"),),
    ),
    "divided-by-nothing": Part(
        lambda smaller, larger: 1 / (larger / smaller),
        "You divide the larger figure by the smaller one. Whether that's ten or more is the same question, but it can't"
        " be worked out where the smaller one requests nothing: there it is a tenth or less.",
        "a division by the smaller figure stops where that is 0.",
        needs=(("/", "//"),),
    ),
    "smaller-alone": Part(
        lambda smaller, larger: smaller,
        "Your share is the smaller figure alone. What part of the larger figure is it?",
        "the larger figure is missing from the share.",
    ),
    "larger-alone": Part(
        lambda smaller, larger: larger,
        "Your share is the larger figure alone. What part of it is the smaller figure?",
        "the smaller figure is missing from the share.",
    ),
    "tenth-of-the-larger": Part(
        lambda smaller, larger: larger / 10,
        "Your share is a tenth of the larger figure. What part of that figure the smaller one is takes both of them:"
        " divide one by the other. The tenth comes in the next line.",
        "the share takes both figures; the tenth comes in the next line.",
    ),
    "lower-over-higher": Part(
        lambda smaller, larger: min(smaller, larger) / max(smaller, larger),
        "You divide the lower figure by the higher, whichever proxy has it. Where the proxy that should be the smaller"
        " one takes ten times as much, the claim isn't true.",
        "divide by the larger proxy's figure, even where that is the lower one.",
        needs=(("min", "max", "sorted", "if"),),
    ),
    "multiplied": Part(
        lambda smaller, larger: smaller * larger,
        "You multiply the two figures. What part one is of the other takes a division.",
        "divide the two figures instead of multiplying them.",
        needs=(("*",),),
    ),
}
IS_TENTH = {
    "under-a-tenth": Part(
        lambda share: share < 0.1,
        "You leave out the rows that are exactly a tenth. “A tenth or less” allows equality: <=.",
        "a tenth exactly counts as well.",
    ),
    "a-tenth-at-least": Part(
        lambda share: share >= 0.1,
        "You keep the rows where the share is a tenth or more. The claim is a tenth or less. (If your `share` compares"
        " something, it's True or False, which Python counts as 1 and 0: give the share as a number.)",
        "keep the shares of a tenth or less, not the others.",
    ),
    "nine-tenths": Part(
        lambda share: share <= 0.9,
        "You keep the rows where the smaller proxy takes nine tenths or less, so where it saves a tenth or more. “A"
        " tenth of the resources” means that it takes a tenth or less.",
        "keep the shares of a tenth or less, not of nine tenths.",
        needs=(("0.9", "9", "90", "-"),),
    ),
    "nothing-is-no-tenth": Part(
        lambda share: 0 < share <= 0.1,
        "You leave out the rows where the smaller proxy takes nothing. Nothing is less than a tenth, so they count.",
        "where the smaller proxy takes nothing, that's less than a tenth as well.",
    ),
    "exactly-a-tenth": Part(
        lambda share: share == 0.1,
        "You keep only the rows that are exactly a tenth. Less than that makes the claim true as well.",
    ),
}
LAST = {
    "shares-returned": Part(
        lambda found: [share for _, share in found],
        "You return the shares. The question is where: append `place`.",
        "append `place`, not the share.",
    ),
    "pairs-returned": Part(
        lambda found: [[row[0], share] for row, share in found],
        "You return each place with its share. The places alone are wanted: append `place`.",
        "append `place` alone.",
    ),
    "kinds-returned": Part(
        lambda found: [row[1] for row, _ in found],
        "You return what each row counts. The question is where: append `place`.",
        "append `place`, not what is counted.",
    ),
    "rows-returned": Part(
        lambda found: [list(row) for row, _ in found],
        "You return the whole rows. The question is where: the place is the first of the four in each row.",
        "return the places, not the whole rows.",
    ),
    "counted-up": Part(
        len,
        "You return how many rows there are. The question is which: return the list of places.",
    ),
    "letters-for-places": Part(
        lambda found: [letter for row, _ in found for letter in row[0]],
        "Your list holds single letters: a place's name has been taken apart. append(place) adds the whole name.",
        "append(place) adds the whole name, and not its letters.",
        where={
            "+": "(+= adds the letters of a text one by one.)",
            "extend": "(extend(place) adds the letters one by one.)",
        },
    ),
    "first-place-only": Part(
        lambda found: [row[0] for row, _ in found[:1]],
        "You return the first place alone. All of them are wanted.",
        "return all places, not the first alone.",
        where=CUT_SHORT,
    ),
}
ALL = Family(tenths, {"who": WHO, "share": SHARE, "is_tenth": IS_TENTH, "last": LAST})
