"""What can be changed in a module, one small thing at a time."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any, TypeAlias

import attrs

Part: TypeAlias = Any
"""A node, a list of nodes, or what a field of a node holds."""

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
REACHED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
# The order of their arguments means nothing, or a swap is an error of Python at once.
UNORDERED = {"min", "max", "gcd", "lcm", "isinstance", "issubclass", "getattr", "cast"}
# What a reader is told. Texts have tests of their own, and a changed word no effect.
TEXTS = {"Label", "TypeVar", "dedent"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
PROMISES = {"validator", "converter", "metadata", "default", "factory"}
# What no test should have to know: how values look in a debugger, and a promise to
# Python that two lists are equally long.
UNSEEN = {"repr", "strict", "kw_only"}


@attrs.frozen
class Place:
    """Where one node hangs in the tree.

    Attributes:
        holder: Node or list that holds it.
        key: Field of the node, or index of the list.
    """

    holder: Part
    key: Part

    def get(self) -> Part:
        """Return what hangs there."""
        if isinstance(self.holder, list):
            return self.holder[self.key]
        return getattr(self.holder, self.key)

    def put(self, value: Part) -> None:
        """Hang something else there."""
        if isinstance(self.holder, list):
            self.holder[self.key] = value
        else:
            setattr(self.holder, self.key, value)


@attrs.frozen(eq=False)
class Site:
    """One change.

    Attributes:
        place: What is changed.
        new: What stands there instead.
        operator: Kind of the change.
        line: Line of the source.
        scope: Qualified name of the outermost function around it.
        start: First line of that function; 0 where there is none: the change
            takes effect when the module is imported.
        shown: The expression around the change, as a reader is shown it.
    """

    place: Place
    new: Part
    operator: str
    line: int
    scope: str
    start: int
    shown: ast.AST


@attrs.define
class _Walker:
    """Collects the sites of one module, from top to bottom."""

    found: list[Site] = attrs.field(factory=list)
    names: list[str] = attrs.field(factory=list)
    scope: str = ""
    start: int = 0

    def add(self, place: Place, new: Part, operator: str, shown: ast.AST) -> None:
        """Take in one change."""
        line = getattr(place.get(), "lineno", 0) or getattr(shown, "lineno", 0)
        scope = self.scope or ".".join(self.names)
        self.found.append(Site(place, new, operator, line, scope, self.start, shown))

    def walk(self, place: Place, parent: ast.AST) -> None:
        """Visit what hangs at a place."""
        node = place.get()
        if isinstance(node, list):
            for at in range(len(node)):
                self.walk(Place(node, at), parent)
        elif isinstance(node, ast.AST):
            handle = getattr(self, f"do_{type(node).__name__.lower()}", None)
            if handle is None:
                self.inside(node)
            else:
                handle(place, node, parent)

    def inside(self, node: ast.AST, *but: str) -> None:
        """Visit the children, but for some fields."""
        for name, _ in ast.iter_fields(node):
            if name not in but:
                self.walk(Place(node, name), node)

    # Scopes

    def do_classdef(self, _place: Place, node: ast.ClassDef, _up: ast.AST) -> None:
        self.names.append(node.name)
        self.walk(Place(node, "body"), node)
        self.names.pop()

    def do_functiondef(
        self, _place: Place, node: ast.FunctionDef, _up: ast.AST
    ) -> None:
        self.walk(Place(node.args, "defaults"), node)
        self.walk(Place(node.args, "kw_defaults"), node)
        first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
        self.function(node, node.name, first)

    def do_lambda(self, _place: Place, node: ast.Lambda, _up: ast.AST) -> None:
        self.function(node, "<lambda>", node.lineno)

    def function(self, node: ast.AST, name: str, first: int) -> None:
        """Visit a body; functions within functions belong to the outermost."""
        outermost = not self.scope
        if outermost:
            self.scope, self.start = ".".join([*self.names, name]), first
        self.walk(Place(node, "body"), node)
        if outermost:
            self.scope, self.start = "", 0

    # Statements

    def do_import(self, *_: object) -> None:
        """Leave as it is."""

    do_importfrom = do_joinedstr = do_import

    def do_annassign(self, _place: Place, node: ast.AnnAssign, _up: ast.AST) -> None:
        if "TypeAlias" not in ast.unparse(node.annotation):
            self.inside(node, "annotation", "target")

    def do_assign(self, place: Place, node: ast.Assign, _up: ast.AST) -> None:
        if ast.unparse(node.targets[0]) == "__all__":
            return
        if all(isinstance(t, ast.Attribute | ast.Subscript) for t in node.targets):
            self.add(place, ast.Pass(), "statement removed", node)
        self.inside(node)

    def do_augassign(self, place: Place, node: ast.AugAssign, _up: ast.AST) -> None:
        self.add(place, ast.Pass(), "statement removed", node)
        other = REACHED.get(type(node.op))
        if other is not None:
            self.add(Place(node, "op"), other(), "arithmetic", node)
        self.walk(Place(node, "value"), node)

    def do_expr(self, place: Place, node: ast.Expr, _up: ast.AST) -> None:
        if not isinstance(node.value, ast.Constant):
            self.add(place, ast.Pass(), "statement removed", node)
            self.inside(node)

    def do_raise(self, place: Place, node: ast.Raise, _up: ast.AST) -> None:
        self.add(place, ast.Pass(), "refusal removed", node)

    def do_return(self, place: Place, node: ast.Return, _up: ast.AST) -> None:
        if node.value is None or isinstance(node.value, ast.Constant):
            self.inside(node)
            return
        self.add(place, ast.Return(ast.Constant(None)), "nothing returned", node)
        self.inside(node)

    def do_continue(self, place: Place, node: ast.Continue, _up: ast.AST) -> None:
        self.add(place, ast.Break(), "loop", node)

    def do_break(self, place: Place, node: ast.Break, _up: ast.AST) -> None:
        self.add(place, ast.Continue(), "loop", node)

    def do_if(self, _place: Place, node: ast.If, _up: ast.AST) -> None:
        if ast.unparse(node.test) != "TYPE_CHECKING":
            self.conditional(_place, node, _up)

    def conditional(self, _place: Place, node: Part, _up: ast.AST) -> None:
        """Visit what has a test."""
        self.condition(Place(node, "test"), node)
        self.inside(node)

    do_while = do_ifexp = do_assert = conditional

    def do_comprehension(
        self, _place: Place, node: ast.comprehension, up: ast.AST
    ) -> None:
        for at in range(len(node.ifs)):
            self.condition(Place(node.ifs, at), up)
        self.inside(node)

    def do_match_case(self, _place: Place, node: ast.match_case, _up: ast.AST) -> None:
        if node.guard is not None:
            self.condition(Place(node, "guard"), node.guard)
        self.inside(node, "pattern")

    def condition(self, place: Place, shown: ast.AST) -> None:
        """Negate a condition that is no comparison; those change otherwise."""
        node = place.get()
        if isinstance(node, ast.BoolOp):
            for at in range(len(node.values)):
                self.condition(Place(node.values, at), node)
        elif not isinstance(node, ast.Compare | ast.UnaryOp | ast.Constant):
            if not hasattr(shown, "lineno") or isinstance(shown, ast.stmt):
                shown = node
            new = ast.UnaryOp(ast.Not(), node)
            self.add(place, new, "condition negated", shown)

    # Expressions

    def do_compare(self, _place: Place, node: ast.Compare, _up: ast.AST) -> None:
        for at, op in enumerate(node.ops):
            for other in COMPARED[type(op)]:
                self.add(Place(node.ops, at), other(), "comparison", node)
        for operand in (node.left, *node.comparators):
            if isinstance(operand, ast.Constant) and type(operand.value) is int:
                place = Place(node, "left")
                if operand is not node.left:
                    place = Place(node.comparators, node.comparators.index(operand))
                self.add(place, ast.Constant(operand.value - 1), "constant", node)
        self.inside(node)

    def do_boolop(self, _place: Place, node: ast.BoolOp, _up: ast.AST) -> None:
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        self.add(Place(node, "op"), other, "and, or", node)
        self.inside(node, "op")

    def do_binop(self, _place: Place, node: ast.BinOp, _up: ast.AST) -> None:
        sides = (node.left, node.right)
        text = any(
            isinstance(side, ast.JoinedStr)
            or (isinstance(side, ast.Constant) and isinstance(side.value, str))
            for side in sides
        )
        types = isinstance(node.op, ast.BitOr) and (
            not self.scope or ast.unparse(node.right)[0].isupper()
        )
        other = REACHED.get(type(node.op))
        if other is not None and not text and not types:
            self.add(Place(node, "op"), other(), "arithmetic", node)
        self.inside(node, "op")

    def do_unaryop(self, place: Place, node: ast.UnaryOp, _up: ast.AST) -> None:
        kind = "condition negated" if isinstance(node.op, ast.Not) else "arithmetic"
        self.add(place, node.operand, kind, node)
        self.inside(node, "op")

    def do_constant(self, place: Place, node: ast.Constant, up: ast.AST) -> None:
        shown = up if isinstance(up, ast.expr | ast.keyword) else node
        if isinstance(node.value, bool):
            self.add(place, ast.Constant(not node.value), "constant", shown)
        elif isinstance(node.value, int):
            self.add(place, ast.Constant(node.value + 1), "constant", shown)

    def do_call(self, _place: Place, node: ast.Call, _up: ast.AST) -> None:
        name = ast.unparse(node.func).rpartition(".")[2]
        if name in TEXTS or name.endswith("Error"):
            return
        if isinstance(node.func, ast.Name) and name in CALLED:
            new = ast.Name(CALLED[name], ast.Load())
            if name == "sorted":
                bare = ast.Call(new, node.args, [])
                self.add(_place, bare, "function", node)
            else:
                self.add(Place(node, "func"), new, "function", node)
        plain = not any(isinstance(arg, ast.Starred) for arg in node.args[:2])
        if len(node.args) > 1 and name not in UNORDERED and plain:
            first, second, *rest = node.args
            if ast.unparse(first) != ast.unparse(second):
                swapped = [second, first, *rest]
                self.add(Place(node, "args"), swapped, "arguments swapped", node)
        if name in {"field", "ib"}:
            self.fields(node)
        self.walk(Place(node, "func"), node)
        self.walk(Place(node, "args"), node)
        for keyword in node.keywords:
            if keyword.arg not in UNSEEN:
                self.walk(Place(keyword, "value"), keyword)

    def fields(self, node: ast.Call) -> None:
        """Drop what a field promises about its values."""
        for keyword in node.keywords:
            if keyword.arg in PROMISES - {"default", "factory"}:
                rest = [other for other in node.keywords if other is not keyword]
                self.add(Place(node, "keywords"), rest, "promise removed", node)


@attrs.frozen(eq=False)
class Mutant:
    """One change of one module.

    Attributes:
        module: Path of the module, below the package.
        site: The change.
        name: What identifies it, whatever its line.
        tree: The module, which `code` changes and restores.
    """

    module: Path
    site: Site
    name: str
    tree: ast.Module

    def code(self) -> CodeType:
        """Return the changed module, compiled."""
        with_change = _changed(self.site, self.tree)
        next(with_change)
        try:
            return compile(self.tree, str(self.module), "exec", dont_inherit=True)
        finally:
            next(with_change, None)


def _changed(site: Site, tree: ast.Module) -> Iterator[None]:
    old = site.place.get()
    new = site.new
    if isinstance(new, ast.AST) and hasattr(site.shown, "lineno"):
        ast.copy_location(new, old if hasattr(old, "lineno") else site.shown)
    site.place.put(new)
    ast.fix_missing_locations(tree)
    yield
    site.place.put(old)


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _cut(before: str, after: str) -> str:
    """Return both texts around the first difference, short enough for a line."""
    same = next(
        (at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    start = max(0, same - 30)
    dots = "…" if start else ""
    return f"{dots}{before[start : same + 40]} → {dots}{after[start : same + 40]}"


def mutants(path: Path, root: Path) -> list[Mutant]:
    """Return every change of a module, from top to bottom."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    walker = _Walker()
    walker.walk(Place(tree, "body"), tree)
    seen: Counter[str] = Counter()
    found: list[Mutant] = []
    for site in walker.found:
        before = _text(site.shown)
        change = _changed(site, tree)
        next(change)
        # What is shown may itself be what was replaced.
        replaced = site.place.get()
        whole = site.operator in {"statement removed", "refusal removed", "loop"}
        after = (
            _text(replaced) if whole or _is_shown(site, before) else _text(site.shown)
        )
        next(change, None)
        name = (
            f"{path.relative_to(root).as_posix()} {site.scope}: {_cut(before, after)}"
        )
        seen[name] += 1
        if seen[name] > 1:
            name += f" (no. {seen[name]})"
        found.append(Mutant(path, site, name, tree))
    return found


def _is_shown(site: Site, before: str) -> bool:
    """Whether the change replaces the very node that is shown."""
    return _text(site.shown) == before
