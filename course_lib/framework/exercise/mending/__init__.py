"""One small change that makes a learner's wrong code right: which changes there are, and a proof that one is enough.

From the bottom up: `changes` says what a change is, `expression_changes`, `statement_changes` and `mending_changes`
which there are, and `edits` makes each of them in a whole tree. `calculating` and `bounding` see to it that changed
code can do no harm, and `remaking` makes a function of it. `repair` looks for the change that helps, in the order of
`repair_words`.
"""
