"""The verbs: read, reason, set down. One module each.

Floor 9 of the house.
"""
