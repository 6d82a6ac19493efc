"""How templates become Python: as Jinja does it, with what never changes put in once and for all.

A page asks for some fifty interface words and shows two hundred values, most of them HTML already.
"""

from __future__ import annotations

from io import StringIO
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer

from generator.i18n import Words


class InWords(NodeTransformer):
    """Puts each interface word (`w.home`) in its place. One that does not exist is an error at once."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        if isinstance(node.node, nodes.Name) and node.node.name == "w":
            return nodes.Const(getattr(self._words, node.attr), lineno=node.lineno)
        return self.generic_visit(node)


class Generator(CodeGenerator):
    """Calls at once what a template calls, as none of our functions asks for the context, and asks in
    place whether a value is HTML; Jinja calls four functions to leave it as it is."""

    def visit_Call(self, node: nodes.Call, frame: Any, forward_caller: bool = False) -> None:
        self.visit(node.node, frame)
        outer, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), outer
        self.write(f"({arguments.removeprefix(', ')})")

    def _output_child_pre(self, node: nodes.Expr, frame: object, finalize: object) -> None:
        self.write("(it if type(it := ")

    def _output_child_post(self, node: nodes.Expr, frame: object, finalize: object) -> None:
        self.write(") is Markup else environment.escaped(it))")
