"""What every tool's site says about the office: the same texts for all."""

from __future__ import annotations

from benchmarks.words import Pair

NAME: Pair = (
    "Azərbaycan Respublikasının İnsan Hüquqları üzrə Müvəkkili (Ombudsman)",
    "Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan",
)
TAGLINE: Pair = ("Mətbuat xidməti", "Press service")
CALL_CENTRE = "916"
PHONE = "+994 12 000 00 00"
EMAIL = "press@ombudsman.example"
ADDRESS: Pair = ("Nümunə küçəsi 1, AZ1000 Bakı", "1 Sample Street, AZ1000 Baku")
TIMEZONE = "Asia/Baku"
PAGE_SIZE = 20
FEED_SIZE = 20
HOME_SIZE = 7
