"""Each step of variance_share, and the ways to get it wrong."""

from __future__ import annotations

from math import sqrt
from statistics import correlation, fmean, median, pvariance, variance

from course_lib.chapters.ch09_mesh.exercises.variances import variance_shares
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Mistake

ORDER = {
    "not-sorted": Part(
        lambda draws: list(range(len(draws.x))),
        "You take the draws as they come. A group has to be of draws that are alike in x: sort them by x.",
        "sort the draws by x before they are grouped.",
    ),
    "sorted-by-y": Part(
        lambda draws: sorted(range(len(draws.y)), key=lambda draw: draws.y[draw]),
        "You sort the draws by y. Then the groups differ in y as far as they can, whatever x has to do with it: sort"
        " by x.",
        "sort by x, not by y.",
    ),
}
GROUP = {
    "scattered-groups": Part(
        lambda order, groups: [order[group::groups] for group in range(groups)],
        "Your groups take every so-manieth draw, so each of them has small and large x. Take draws that are next to one"
        " another in the order.",
        "take neighbours in a group, not every so-manieth draw.",
    ),
    "groups-for-size": Part(
        lambda order, groups: [order[at : at + groups] for at in range(0, len(order), groups)],
        "You take `groups` draws into each group. It's the number of groups, not the size of one.",
        "`groups` is how many groups there are, not how many draws one has.",
    ),
    "last-group-forgotten": Part(
        lambda order, groups: [
            order[group * (len(order) // groups) : (group + 1) * (len(order) // groups)] for group in range(groups - 1)
        ],
        "You leave out the last group, the one with the greatest x.",
        "take the last group as well.",
    ),
    "first-group-forgotten": Part(
        lambda order, groups: [
            order[group * (len(order) // groups) : (group + 1) * (len(order) // groups)] for group in range(1, groups)
        ],
        "You leave out the first group, the one with the least x.",
        "take the first group as well.",
    ),
}
MEAN = {
    "mean-of-x": Part(
        lambda members, draws: fmean(draws.x[draw] for draw in members),
        "You take the mean of x in each group. The groups are made by x; what matters is how far they differ in y.",
        "take each group's mean of y, not of x.",
    ),
    "mean-of-positions": Part(
        lambda members, draws: fmean(members),
        "You take the mean of the draws' positions. Each of them says where to look: take y at these positions.",
        "take the mean of y at the positions, not of the positions.",
    ),
    "sum-for-mean": Part(
        lambda members, draws: sum(draws.y[draw] for draw in members),
        "You add up a group's y. A sum grows with the number of draws in the group: take the mean.",
        "take the mean of a group, not its sum.",
    ),
    "median-for-mean": Part(
        lambda members, draws: median(draws.y[draw] for draw in members),
        "You take the median of each group. E[Y|X] is the mean of Y among draws that are alike in X.",
        "take the mean of a group, not its median.",
    ),
    "variance-of-a-group": Part(
        lambda members, draws: pvariance([draws.y[draw] for draw in members]),
        "You take the variance inside each group. What is to be expected of y once x is known is the group's mean.",
        "take each group's mean, not its variance.",
    ),
    "largest-of-a-group": Part(
        lambda members, draws: max(draws.y[draw] for draw in members),
        "You take the largest y of each group. Take the mean over all draws in it.",
        "take the mean over all draws of a group.",
    ),
    "last-draw-of-a-group": Part(
        lambda members, draws: draws.y[members[-1]],
        "You take a single draw of each group, its last one. Take the mean of y over all draws in it.",
        "take the mean over all draws of a group.",
    ),
    "middle-draw-of-a-group": Part(
        lambda members, draws: draws.y[members[len(members) // 2]],
        "You take a single draw of each group, the one in its middle. Take the mean of y over all draws in it.",
        "take the mean over all draws of a group.",
    ),
    "one-draw-of-a-group": Part(
        lambda members, draws: draws.y[members[0]],
        "You take a single draw of each group, its first one. Take the mean of y over all draws in it.",
        "take the mean over all draws of a group.",
    ),
}
LAST = {
    "share-upside-down": Part(
        lambda means, grouped, draws: pvariance(draws.y) / pvariance(means),
        "You divide the variance of y by that of the means. Which part of y's variance is between the groups?",
        "divide the variance of the means by that of y.",
    ),
    "rest-of-the-variance": Part(
        lambda means, grouped, draws: 1 - pvariance(means) / pvariance(draws.y),
        "You return the part of y's variance that is left inside the groups once x is known. The question is what x"
        " accounts for: the variance between the groups' means.",
        "return what is between the groups, not what is left inside them.",
    ),
    "variance-alone": Part(
        lambda means, grouped, draws: pvariance(means),
        "You return a variance. Which share of y's own variance is it?",
        "divide by the variance of y.",
    ),
    "variance-of-y": Part(
        lambda means, grouped, draws: pvariance(draws.y),
        "You return y's own variance. Which share of it is between the groups?",
    ),
    "mean-of-the-means": Part(
        lambda means, grouped, draws: fmean(means),
        "You return the mean of the groups' means, which is the mean of y. What matters is how far those means differ:"
        " their variance, as a share of y's.",
    ),
    "mean-for-variance": Part(
        lambda means, grouped, draws: fmean(means) / pvariance(draws.y),
        "You divide the mean of the groups' means by y's variance. What matters isn't how large those means are, but"
        " how far they differ: take their variance.",
        "take the variance of the means, not their mean.",
    ),
    "mean-square": Part(
        lambda means, grouped, draws: fmean(mean * mean for mean in means) / pvariance(draws.y),
        "You square the groups' means as they are. A variance is the mean square of how far they are from their own"
        " mean: subtract that first, or take pvariance.",
        "subtract the mean of the means before you square, or take pvariance.",
    ),
    "range-for-variance": Part(
        lambda means, grouped, draws: (max(means) - min(means)) / pvariance(draws.y),
        "You take how far the highest of the means is from the lowest. Only two groups count for that; the variance"
        " counts all: take it of the means as well.",
        "take the variance of the means, not their highest less their lowest.",
    ),
    "ranges-for-variances": Part(
        lambda means, grouped, draws: (max(means) - min(means)) / (max(draws.y) - min(draws.y)),
        "You compare how far the highest is from the lowest, among the means and among all y. Only the ends count for"
        " that, as in a swing; variances count every draw: take those.",
        "compare variances, not the highest less the lowest.",
    ),
    "between-over-within": Part(
        lambda means, grouped, draws: pvariance(means) / (pvariance(draws.y) - pvariance(means)),
        "You divide what is between the groups by what is left inside them. A share is of the whole: divide by all of"
        " y's variance.",
        "divide by all of y's variance, not by what is left inside the groups.",
    ),
    "over-the-mean": Part(
        lambda means, grouped, draws: pvariance(means) / fmean(draws.y),
        "You divide a variance by a mean. The question is which share of y's variance it is.",
        "divide by the variance of y, not by its mean.",
    ),
    "over-x": Part(
        lambda means, grouped, draws: pvariance(means) / pvariance(draws.x),
        "You divide by the variance of x. The question is which share of y's variance it is.",
        "divide by the variance of y, not of x.",
    ),
    "standard-deviations": Part(
        lambda means, grouped, draws: sqrt(pvariance(means) / pvariance(draws.y)),
        "You compare standard deviations. Those don't add up, variances do: leave out the root, or take pvariance in"
        " place of pstdev.",
        "compare variances, not standard deviations.",
    ),
    "sample-variances": Part(
        lambda means, grouped, draws: variance(means) / variance(draws.y) if len(means) > 1 else 0,
        "You divide by one less than there are, as `variance` does, and NumPy with ddof=1. The means are much fewer"
        " than the draws, so that makes the share too large: take pvariance for both.",
        "take pvariance, which divides by as many as there are.",
        needs=(("variance", "stdev", "ddof", "1"),),
    ),
    "sample-variance-of-the-means": Part(
        lambda means, grouped, draws: variance(means) / pvariance(draws.y) if len(means) > 1 else 0,
        "You divide by one less than there are for the means, and by as many as there are for y. Take pvariance for"
        " both.",
        "take pvariance for the means as well.",
        needs=(("variance", "stdev", "ddof", "1"),),
    ),
    "sample-variance-of-y": Part(
        lambda means, grouped, draws: pvariance(means) / variance(draws.y),
        "You divide by as many as there are for the means, and by one less for y. Take pvariance for both.",
        "take pvariance for y as well.",
        needs=(("variance", "stdev", "ddof", "1"),),
    ),
    "sum-of-squares-of-the-means": Part(
        lambda means, grouped, draws: len(means) * pvariance(means) / pvariance(draws.y),
        "Your answers are the right ones times the number of groups, as if the means' squared distances were added up."
        " A variance is the mean of those: divide by the number of groups.",
        "divide the means' squared distances by the number of groups.",
    ),
    "sums-of-squares": Part(
        lambda means, grouped, draws: pvariance(means) / pvariance(draws.y) / len(grouped[0]),
        "Your answers are the right ones divided by the size of a group, as if two sums of squared distances were"
        " compared. There are fewer means than draws: compare the mean of the squares, which is the variance.",
        "compare variances, not sums of squares: there are fewer means than draws.",
    ),
    "difference-of-variances": Part(
        lambda means, grouped, draws: pvariance(draws.y) - pvariance(means),
        "You subtract the two variances. Which share of y's variance is between the groups? Divide.",
        "divide instead of subtracting.",
    ),
}
OTHERS = {
    "always-one": Mistake(
        lambda *case: 1,
        "Your function always returns 1, as if x were behind all of y's variance. That comes out if each draw is a"
        " group of its own, or if the same stands on both sides of the division: the mean of the groups' means, say, is"
        " the mean of y.",
    ),
    "group-for-draw": Mistake(
        lambda x, y, groups: pvariance(y[:groups]) / pvariance(y),
        "You take y[group]: one y for each group, the first ones in the list. `group` counts the groups; which draws"
        " are in one stands in `members`. Take the mean of y over all of those.",
    ),
    "x-and-y-exchanged": Mistake(
        lambda x, y, groups: variance_shares()(y, x, groups),
        "You have exchanged x and y: you sort by y, and return y's share of x's variance. Sort by x, and see how far"
        " that makes y differ.",
    ),
    "correlation-squared": Mistake(
        lambda x, y, groups: correlation(x, y) ** 2,
        "You return the square of the correlation. That's the share if y follows x in a straight line; the groups find"
        " any other line as well: take their means.",
    ),
    "always-zero": Mistake(
        lambda *case: 0,
        "Your function always returns 0. That comes out if all groups have the same mean, or if the distances of their"
        " means from the mean of all are added up, as those cancel out. Take the mean of y over a group's own draws"
        " (`members` says which they are), and then the variance of these means.",
    ),
}
ALL = Family(variance_shares, {"order": ORDER, "group": GROUP, "mean": MEAN, "last": LAST})
