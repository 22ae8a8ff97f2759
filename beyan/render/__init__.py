"""Plan → bytes: templates, prose, and exporters."""
