"""The press officer's tools beside the build."""
