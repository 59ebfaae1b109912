#!/bin/bash
# Python 3.11 to 3.13: ast.unparse writes a negative constant without brackets, and the text means something else.
#
# What you'd expect: ast.unparse(tree) gives text that computes what the tree computes. Tools that change code a little
# and show the change (mutation testers, code generators, checkers of exercises) count on it.
#
# What happens: the tree of (-2) ** n, with -2 as one constant, is written as "-2 ** n". For n = 2 the tree gives 4, and
# its text gives -4: power binds tighter than the sign. The parser never makes such a constant (it makes a minus and a
# 2, and those are written with brackets), but these do:
#   - changing a number in the tree: Constant(2) becomes Constant(-2);
#   - in Python 3.13, asking for a tree with the sums done: ast.parse(..., optimize=1).
# A checker that runs the tree and shows the text can then show code that fails the test which the tree passed. Build a
# negative number as UnaryOp(USub(), Constant(2)), or run the text instead of the tree.
#
# Documented: no. The library reference promises text that gives an equivalent tree when it is parsed, and makes an
# exception for what the optimizer leaves, such as constant tuples. It doesn't mention a negative number, and no report
# of it was found.
#
# This one needs no package, only the Python that runs it.
set -euo pipefail
python3 - <<'PY'
import ast
import sys


class Negate(ast.NodeTransformer):
    """Turn every number into its negative, as a mutation tester might."""

    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(-node.value), node)


def outcome(tree):
    text = ast.unparse(tree)
    return text, eval(compile(tree, "", "eval"), {"n": 2}), eval(text, {"n": 2})


print(f"Python {sys.version.split()[0]}, n = 2")
trees = {
    "parsed (-2) ** n": ast.parse("(-2) ** n", mode="eval"),
    "changed 2 ** n": Negate().visit(ast.parse("2 ** n", mode="eval")),
}
if sys.version_info >= (3, 13):
    trees["folded (-2) ** n"] = ast.parse("(-2) ** n", mode="eval", optimize=1)
found = [outcome(tree) for tree in trees.values()]
for name, (text, of_tree, of_text) in zip(trees, found):
    print(f"{name}: the tree gives {of_tree}; it is written as {text}, which gives {of_text}")
expected = [("(-2) ** n", 4, 4), ("-2 ** n", 4, -4), ("-2 ** n", 4, -4)][: len(found)]
sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) and found == expected else 1)
PY
echo "As described."
