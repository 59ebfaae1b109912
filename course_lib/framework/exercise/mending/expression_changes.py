"""What a slip of the pen does to an expression, one function a kind: each yields what may stand in place of a part."""

from __future__ import annotations

import ast

from course_lib.framework.exercise.mending.changes import Change, Changes, Kind, Names, called, having, name_of

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
MOVED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
OTHER_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Pow),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.BitXor: (ast.Pow,),
}
ONE_WAY = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)  # where a and b may not change places
ROUNDING = ("int", "round")
WHOLE = (*ROUNDING, "floor", "ceil", "trunc")
TOTALS = ("sum", "max", "min", "len")
NUMBERS = (*TOTALS, "abs", "exp", "log", "sqrt", "mean", "fmean", "median")  # calls that give a number


def compared(node: ast.AST, others: dict[type[ast.cmpop], type[ast.cmpop]]) -> Changes:
    """Put another sign of comparison in place of each."""
    if isinstance(node, ast.Compare):
        for at, sign in enumerate(node.ops):
            if other := others.get(type(sign)):
                yield Change(node, having(node, ops=[*node.ops[:at], other(), *node.ops[at + 1 :]]))


def is_number(node: ast.AST) -> bool:
    """Whether a part may be a number that is calculated or looked up."""
    match node:
        case ast.BinOp() | ast.Subscript(ctx=ast.Load()):
            return True
        case ast.Call(function):
            return name_of(function) in NUMBERS
    return False


def is_read(node: ast.Name, names: Names) -> bool:
    """Whether a name is used here that has got its value elsewhere in the code."""
    return isinstance(node.ctx, ast.Load) and node.id in names.bound


def comparison(node: ast.AST, _: Names) -> Changes:
    """Turn a comparison round: < for >, == for !=."""
    return compared(node, FLIPPED)


def boundary(node: ast.AST, _: Names) -> Changes:
    """Move what holds at equality: < for <=."""
    return compared(node, MOVED)


def operator(node: ast.AST, _: Names) -> Changes:
    """Calculate with another sign: + for -, / for //, ** for ^."""
    if isinstance(node, ast.BinOp | ast.AugAssign):
        for other in OTHER_OPERATORS.get(type(node.op), ()):
            yield Change(node, having(node, op=other()))


def order(node: ast.AST, _: Names) -> Changes:
    """Exchange what stands left and right of -, /, //, % and **, and the two ends of a choice."""
    match node:
        case ast.BinOp(left, op, right) if isinstance(op, ONE_WAY):
            yield Change(node, ast.BinOp(right, op, left))
        case ast.IfExp(_, body, orelse):
            yield Change(node, having(node, body=orelse, orelse=body))


def brackets(node: ast.AST, _: Names) -> Changes:
    """Put brackets elsewhere: (a - b) * c for a - b * c."""
    match node:
        case ast.BinOp(ast.BinOp(a, inner, b), outer, c) if not are_equal_sums(inner, outer):
            yield Change(node, ast.BinOp(a, inner, ast.BinOp(b, outer, c)))
    match node:
        case ast.BinOp(a, outer, ast.BinOp(b, inner, c)) if not are_equal_sums(inner, outer):
            yield Change(node, ast.BinOp(ast.BinOp(a, outer, b), inner, c))


def are_equal_sums(one: ast.operator, other: ast.operator) -> bool:
    """Whether two signs are both + or both *, so that brackets make no difference."""
    return type(one) is type(other) and not isinstance(one, ONE_WAY)


def sign(node: ast.AST, _: Names) -> Changes:
    """Put a minus in front of what was calculated, or take one away."""
    match node:
        case ast.UnaryOp(ast.USub(), operand):
            yield Change(node, operand)
        case ast.BinOp() | ast.Call() if is_number(node):
            yield Change(node, ast.UnaryOp(ast.USub(), node))


def constant(node: ast.AST, _: Names) -> Changes:
    """Put a neighbour in place of a number: n ± 1, twice or half a float; True for False."""
    match node:
        case ast.Constant(bool() as value):
            yield Change(node, ast.Constant(not value))
        case ast.Constant(int() as value):
            yield from (Change(node, written(other)) for other in (value - 1, value + 1))
        case ast.Constant(float() as value):
            others = (value / 2, value * 2) if value else (1.0,)
            yield from (Change(node, ast.Constant(other)) for other in others)


def written(number: int) -> ast.expr:
    """Return a whole number as a tree has it that was written: a constant is never below 0, a minus stands before it.

    >>> ast.unparse(ast.BinOp(written(-1), ast.Pow(), ast.Constant(2)))
    '(-1) ** 2'
    """
    return ast.Constant(number) if number >= 0 else ast.UnaryOp(ast.USub(), ast.Constant(-number))


def whole(node: ast.AST, names: Names) -> Changes:
    """Make a number whole by int or round, or leave it as it is; take one of the two for the other."""
    match node:
        case ast.Call(function, [number, *_]) if name_of(function) in WHOLE:
            yield Change(node, number)
            yield from (Change(node, called(other, number)) for other in ROUNDING if other != name_of(function))
        case ast.expr() if is_number(node) or (isinstance(node, ast.Name) and is_read(node, names)):
            yield from (Change(node, called(how, node)) for how in ROUNDING)


def name(node: ast.AST, names: Names) -> Changes:
    """Take one name for another that has a value, too."""
    if isinstance(node, ast.Name) and is_read(node, names):
        yield from (Change(node, ast.Name(other, ast.Load())) for other in names.bound if other != node.id)


def item(node: ast.AST, names: Names) -> Changes:
    """Take the first item, the last one, or that whose turn it is, for another one."""
    match node:
        case ast.Subscript(_, index, ast.Load()) if not isinstance(index, ast.Slice):
            others: list[ast.expr] = [written(0), written(-1)]
            others += [ast.Name(each, ast.Load()) for each, _ in names.items]
            yield from (Change(index, other) for other in others if ast.unparse(other) != ast.unparse(index))


def first(node: ast.AST, names: Names) -> Changes:
    """Take the first of all for the one whose turn it is, or the other way round."""
    for each, every in names.items:
        match node:
            case ast.Name(this, ast.Load()) if this == each and isinstance(every, ast.Name):
                yield Change(node, ast.Subscript(every, ast.Constant(0), ast.Load()))
            case ast.Subscript(all_of, ast.Constant(), ast.Load()) if ast.unparse(all_of) == ast.unparse(every):
                yield Change(node, ast.Name(each, ast.Load()))


def total(node: ast.AST, _: Names) -> Changes:
    """Take a sum for a mean, a maximum, a minimum or a number of items; of min(a, b) one alone."""
    match node:
        case ast.BinOp(left, ast.Div(), ast.Call(ast.Name("len"))):
            yield Change(node, left)
        case ast.Call(ast.Name(this), [*arguments]) if this in TOTALS:
            yield from (Change(node, having(node, func=called(other).func)) for other in TOTALS if other != this)
            if this == "sum" and len(arguments) == 1:
                yield Change(node, ast.BinOp(node, ast.Div(), called("len", *arguments)))
            if len(arguments) > 1:
                yield from (Change(node, argument) for argument in arguments)


def keyword(node: ast.AST, _: Names) -> Changes:
    """Leave out an argument that is given by name: key=sum."""
    if isinstance(node, ast.Call):
        for given in node.keywords:
            yield Change(node, having(node, keywords=[other for other in node.keywords if other is not given]))


def steps(node: ast.AST, _: Names) -> Changes:
    """Let a range begin or end one earlier or later."""
    match node:
        case ast.Call(ast.Name("range"), [end]):
            sooner, later = (ast.BinOp(end, sign(), ast.Constant(1)) for sign in (ast.Sub, ast.Add))
            for arguments in ([sooner], [later], [ast.Constant(1), end], [ast.Constant(1), later]):
                yield Change(node, called("range", *arguments))
        case ast.Call(ast.Name("range"), [begin, end]):
            sooner, later = (ast.BinOp(end, sign(), ast.Constant(1)) for sign in (ast.Sub, ast.Add))
            for arguments in ([end], [begin, sooner], [begin, later]):
                yield Change(node, called("range", *arguments))


def logic(node: ast.AST, _: Names) -> Changes:
    """Take `and` for `or`; leave out one of two conditions, or a `not`; turn a condition round."""
    match node:
        case ast.BoolOp(op, values):
            yield Change(node, having(node, op=ast.Or() if isinstance(op, ast.And) else ast.And()))
            for value in values:
                rest = [other for other in values if other is not value]
                yield Change(node, having(node, values=rest) if len(rest) > 1 else rest[0])
        case ast.UnaryOp(ast.Not(), operand):
            yield Change(node, operand)
        case ast.If(test) | ast.While(test) | ast.IfExp(test) if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield Change(test, ast.UnaryOp(ast.Not(), test))


def choice(node: ast.AST, _: Names) -> Changes:
    """Take always the same end of a choice."""
    match node:
        case ast.IfExp(_, body, orelse):
            yield from (Change(node, end) for end in (body, orelse))


EXPRESSION_KINDS: dict[str, Kind] = {
    "comparison": comparison,
    "boundary": boundary,
    "operator": operator,
    "order": order,
    "brackets": brackets,
    "sign": sign,
    "constant": constant,
    "whole": whole,
    "item": item,
    "first": first,
    "name": name,
    "total": total,
    "keyword": keyword,
    "range": steps,
    "logic": logic,
    "choice": choice,
}
"""Each kind's word; what a kind does is the sentence of its function."""
