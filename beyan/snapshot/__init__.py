"""All that outlives a build, and may vanish: nothing else knows what lies below .cache/."""
