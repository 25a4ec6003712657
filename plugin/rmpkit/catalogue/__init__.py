"""The clauses of the standards as data, and what of them may be printed.

Floor 3 of the house. A third standard is a file, not code. Nothing here looks at a plan: whether a
requirement is answered is for the rules to say.
"""
