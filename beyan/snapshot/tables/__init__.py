"""Large tables in a sealed file each, of which no more is decoded than somebody asks for."""
