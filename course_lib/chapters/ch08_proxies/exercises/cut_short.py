"""What keeps all but the first of a list out of it: what to add where the learner's code has it."""

from course_lib.framework.exercise.tree import IN_LOOP

CUT_SHORT = {
    "break": "A break ends the whole loop that it stands in, and the loop over the rows has to go through all of them.",
    IN_LOOP: "A return ends the function: put it after the loop.",
    "[:]": "A slice such as [:1] keeps the first alone: leave it out.",
}
