"""A learner's function made anew from its own text, so that a changed text can be called in its place.

Vocabulary: the `tree` of a function is as in `tree`: a module with nothing in it but its `def`, or its lambda.
"""

from __future__ import annotations
import __future__

import ast
import copy
import warnings
from collections.abc import Iterator
from types import CellType, CodeType, FunctionType
from typing import Any

from course_lib.framework.exercise.mending.bounding import NAMES, bounded, counted
from course_lib.framework.exercise.mending.calculating import COPIED, names_in, only_calculates
from course_lib.framework.exercise.mending.changes import having
from course_lib.framework.exercise.tree import text_tree_of

PARAMETERS, RESTS = ("posonlyargs", "args", "kwonlyargs"), ("vararg", "kwarg")
START: dict[str, Any] = {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 0}


def tree_of(answer: Any) -> ast.Module | None:
    r"""Return the tree of a function that may be made anew; None if it may do more than calculate, or keeps something.

    >>> def half(a):
    ...     return a / 2
    >>> ast.unparse(tree_of(half)), tree_of(len)
    ('def half(a):\n    return a / 2', None)
    """
    tree = text_tree_of(answer)
    return None if tree is None or not only_calculates(answer) else tree


def remade(function: FunctionType, tree: ast.Module) -> FunctionType | None:
    r"""Return what a changed tree makes in a function's place; None if it is no code.

    Nothing of the learner's runs. The new function stands among copies: what it keeps outside of itself the learner
    does not see, and where it calls itself, or another of the learner's functions does, the new one is called.

    >>> def half(a):
    ...     return a / 2
    >>> remade(half, ast.parse("def half(a):\n    return a / 4"))(8)
    2.0
    """
    code = compiled(tree, function)
    if code is None:
        return None
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    namespace = copied_names(function, code)
    closure = tuple(copied_cell(cells[name]) for name in code.co_freevars)
    made = twin(function, code, namespace, closure)
    namespace.update({name: made for name, value in function.__globals__.items() if value is function})
    for cell in closure:
        if holds(cell, function):
            cell.cell_contents = made
    return made


def copied_names(function: FunctionType, code: CodeType) -> dict[str, Any]:
    """Return what the names outside a function stand for, so that what is done to that stays in the copy."""
    beside = {name: value for name, value in function.__globals__.items() if is_beside(value, function)}
    used = {name for each in (code, *(value.__code__ for value in beside.values())) for name in names_in(each)}
    kept = {name: value for name, value in function.__globals__.items() if name in used and type(value) in COPIED}
    namespace: dict[str, Any] = {"range": counted, **function.__globals__, **NAMES}
    namespace |= {name: copy.copy(value) for name, value in kept.items()}
    for name, value in beside.items():
        around = tuple(map(copied_cell, value.__closure__ or ())) or None
        namespace[name] = twin(value, value.__code__, namespace, around)
    return namespace


def is_beside(value: Any, function: FunctionType) -> bool:
    """Whether a value is a function that stands among the same names."""
    return type(value) is FunctionType and value.__globals__ is function.__globals__


def compiled(tree: ast.Module, function: FunctionType) -> CodeType | None:
    """Return the code of a tree for a function with the same variables around it."""
    if isinstance(tree.body[0], ast.Pass):  # a lambda was left out
        return None
    around, own = function.__code__.co_freevars, function.__name__
    body: list[ast.stmt] = [bounded(bare(tree.body[0]))]
    if own.isidentifier() and own not in around:
        body.insert(0, ast.Global([own], **START))  # so that it finds itself where it did
    parameters = ast.arguments([], [ast.arg(name, **START) for name in around], None, [], [], None, [])
    module = ast.Module([ast.FunctionDef("maker", parameters, body, [], **START)], [])
    future = function.__code__.co_flags & __future__.annotations.compiler_flag
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a change may make odd code, and nobody wrote it
            outer = compile(module, function.__code__.co_filename, "exec", future, dont_inherit=True)
    except (SyntaxError, ValueError, TypeError, RecursionError):
        return None
    return next(codes_in(next(codes_in(outer))), None)


def bare(statement: Any) -> ast.stmt:
    """Return a statement that makes a function, without what runs while it is made: default values, annotations."""
    node: Any = statement.value if isinstance(statement, ast.Expr) else statement
    given = node.args
    kinds = {kind: [having(each, annotation=None) for each in getattr(given, kind)] for kind in PARAMETERS}
    rest = {kind: each and having(each, annotation=None) for kind in RESTS if [each := getattr(given, kind)]}
    arguments = having(given, **kinds, **rest, defaults=[], kw_defaults=[None] * len(given.kwonlyargs))
    if isinstance(node, ast.Lambda):
        return ast.copy_location(ast.Expr(having(node, args=arguments)), node)
    changed: ast.FunctionDef = having(node, args=arguments, returns=None)
    return changed


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of what is made directly in other code."""
    return (each for each in code.co_consts if isinstance(each, CodeType))


def twin(function: FunctionType, code: CodeType, names: dict[str, Any], closure: Any) -> FunctionType:
    """Return a function like another one, but for its code and what stands around it."""
    made = FunctionType(code, names, function.__name__, function.__defaults__, closure)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def copied_cell(cell: CellType) -> CellType:
    """Return a variable of a function around, so that a value put into it stays in the copy."""
    try:
        value = cell.cell_contents
    except ValueError:  # it has no value yet
        return CellType()
    return CellType(copy.copy(value) if type(value) in COPIED else value)


def holds(cell: CellType, value: Any) -> bool:
    """Whether a variable of a function around has a value."""
    try:
        return cell.cell_contents is value
    except ValueError:
        return False
