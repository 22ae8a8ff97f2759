"""Jinja2's environment, with what every expression and every page pays for taken out.

Nothing here changes what a template may say or what it shows: autoescaping is always on, templates
are never reloaded, and no page adds names of its own to those that all pages see, so what Jinja2
does to leave these three open can be left out. The costs are those of Jinja2 3.1 on CPython 3.11.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import FunctionType
from typing import Any, cast

import markupsafe
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, escape

# What `escape` calls before it marks the text as safe, which takes eight times as long. It is
# private, and may go.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


class PageContext(Context):
    """Asks a function what it wants to be passed in one step; Jinja2 takes 1.5 µs for a call."""

    @internalcode
    def call(__self, __called: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # Jinja2's names: templates may use any
        kind = type(__called)
        if kind is Macro:
            args = (__self.eval_ctx, *args)
        elif kind is not FunctionType or hasattr(__called, "jinja_pass_arg"):
            return super().call(__called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __called(*args, **kwargs)


class PageCode(CodeGenerator):
    """Compiled templates call `environment.shown` in place of `escape`, and fold no constants.

    Folding would put what `"/"|absolute` gives into the code, and every language and the next
    build with another base URL take that code from the cache.
    """

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


class PageEnvironment(Environment):
    context_class = PageContext
    code_generator_class = PageCode

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, autoescape=True, auto_reload=False, optimized=False)
        self._found: dict[str, Template] = {}

    @staticmethod
    def shown(value: Any) -> str:
        """`escape(value)` for what is put into the page at once: it need not be marked as safe."""
        kind = type(value)
        if kind is str:
            return _escaped(value)
        return cast(str, value) if kind is Markup else escape(value)

    @internalcode
    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        template = self._found.get(cast(str, name))
        if template is None:
            template = super().get_template(name, parent, globals)
            if isinstance(name, str):
                self._found[name] = template
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dictionary for all templates: Jinja2's chain of two takes 20 µs an import."""
        return self.globals
