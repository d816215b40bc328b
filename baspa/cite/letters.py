"""The shapes of names, as parts of regular expressions."""

from __future__ import annotations

UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁӘҒҚҢӨҰҮҺІ"
LOWER = "a-zß-öø-ÿа-яёәғқңөұүһі"
INITIAL = rf"(?<![^\W\d_])(?:[{UPPER}][{LOWER}]?\.-?)+"
"""`М.`, `Дж.`, `Ю.-Х.`"""
