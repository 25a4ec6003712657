"""Findings as text and data: one module and one function for each format.

Floor 8 of the house.
"""
