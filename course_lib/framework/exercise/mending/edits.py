"""Small changes of code, one at a time: what a slip of the pen would make of right code, or mend in wrong code.

Vocabulary: an `Edit` is the whole code with one change in it, of some `kind` ("boundary"). What is `shown` of it is the
changed part with what stands directly round it: of `size` in `sum(box) + size` the whole sum.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course_lib.framework.exercise.mending.changes import Change, Kind, Names, Part, having
from course_lib.framework.exercise.mending.expression_changes import EXPRESSION_KINDS
from course_lib.framework.exercise.mending.statement_changes import STATEMENT_KINDS

KINDS = EXPRESSION_KINDS | STATEMENT_KINDS
SHOWN_ALONE = (ast.BinOp, ast.BoolOp, ast.Compare, ast.Call, ast.IfExp, ast.Subscript, ast.UnaryOp)
SIMPLE = (ast.Return, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Break, ast.Continue)
Parents = dict[int, ast.AST]


@dataclass(frozen=True)
class Edit:
    """Code with one change in it.

    Attributes
    ----------
    kind : str
        What was done: a key of `KINDS`.
    line : int
        The changed line of the code before, counted from 1.
    before, after : str
        What stood there, and what stands there now; of a return that moved the same, of what was left out "".
    tree : ast.Module
        The changed code, ready to compile.
    part : ast.AST
        What stood there, as a node of the code before.
    """

    kind: str
    line: int
    before: str
    after: str
    tree: ast.Module
    part: ast.AST


def edits(tree: ast.Module, kinds: Mapping[str, Kind] = KINDS) -> Iterator[Edit]:
    r"""Yield each small change of some code, of the kinds given; the tree given stays as it is.

    >>> for edit in edits(ast.parse("def is_free(now, finish):\n    return finish <= now")):
    ...     if edit.kind in ("boundary", "name"):
    ...         print(edit.line, edit.kind, "|", edit.before, "->", edit.after)
    2 boundary | finish <= now -> finish < now
    2 name | finish <= now -> now <= now
    2 name | finish <= now -> finish <= finish
    """
    names, seen = names_of(tree), set()
    parents = {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        for kind, changes in kinds.items():
            for change in changes(node, names):
                # A first item and a smaller number may be the same change.
                if (is_new := (id(change.old), text_of(change.new))) not in seen:
                    seen.add(is_new)
                    yield made(tree, kind, change, parents)


def names_of(tree: ast.AST) -> Names:
    """Return the names to which code gives values, in order of their first place.

    >>> names = names_of(ast.parse("for size in sizes: total = size"))
    >>> names.bound, [(each, ast.unparse(every)) for each, every in names.items]
    (('size', 'total'), [('size', 'sizes')])
    """
    bound, items = dict[str, None](), list[tuple[str, ast.expr]]()
    for node in ast.walk(tree):
        match node:
            case ast.arg(name) | ast.Name(name, ast.Store()):
                bound[name] = None
            case ast.For(ast.Name(name), every) | ast.comprehension(ast.Name(name), every):
                items.append((name, every))
    return Names(tuple(bound), tuple(items))


def made(tree: ast.Module, kind: str, change: Change, parents: Parents) -> Edit:
    """Return the whole code after a change."""
    if change.statement:
        shown: Any = change.statement
        line, after = shown.lineno, change.after
    else:
        shown = surroundings(change.old, parents)
        line, after = change.old.lineno, ast.unparse(put(shown, change, parents))  # type: ignore[union-attr]
    return Edit(kind, line, ast.unparse(shown), "" if after == "pass" else after, put(tree, change, parents), shown)


def surroundings(node: Any, parents: Parents) -> Any:
    """Return the smallest part round a node that can be read alone, up to the statement; else the node itself."""
    around = node
    while not isinstance(around, SHOWN_ALONE + SIMPLE):
        around = parents.get(id(around), around)
        if isinstance(around, ast.stmt) and not isinstance(around, SIMPLE):
            return node  # a loop's first line, a condition's
    return around


def put(whole: Any, change: Change, parents: Parents) -> Any:
    """Return a tree with a change made in it; what stays as it was it shares with the tree before."""
    old, new = change.old, copy.deepcopy(change.new)
    if isinstance(old, ast.AST) and isinstance(new, ast.AST):
        ast.copy_location(new, old)
    ast.fix_missing_locations(new if isinstance(new, ast.AST) else ast.Module(new, []))
    while old is not whole:
        above = parents[id(old if isinstance(old, ast.AST) else old[0])]
        new = having(above, **{field: swapped(value, old, new) for field, value in ast.iter_fields(above)})
        old = above
    return new


def swapped(value: Any, old: Part, new: Part) -> Any:
    """Return a field of a node with one part in place of another, where that is in it."""
    if value is old:
        return new
    return [new if each is old else each for each in value] if isinstance(value, list) else value


def text_of(part: Part) -> str:
    """Return a part of a tree as text that is the same where the part is."""
    return ast.dump(part if isinstance(part, ast.AST) else ast.Module(part, []))
