"""Problems as SARIF 2.1.0, the OASIS exchange format of static analysis results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beyan import __version__
from beyan.model.diagnostic import Diagnostic


def sarif(problems: Sequence[tuple[Diagnostic, bool, str]]) -> dict[str, Any]:
    """The document; of each problem, whether it is an error, and what is said of it."""
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "beyan",
                        "version": __version__,
                        "rules": [
                            {"id": code} for code in sorted({each.code for each, *_ in problems})
                        ],
                    }
                },
                "results": [
                    {
                        "ruleId": each.code,
                        "level": "error" if is_error else "warning",
                        "message": {"text": text},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": each.span.path},
                                    "region": {
                                        "startLine": each.span.line,
                                        "startColumn": each.span.column,
                                    },
                                }
                            }
                        ],
                    }
                    for each, is_error, text in problems
                ],
            }
        ],
    }
