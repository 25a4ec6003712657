"""Who sees what: the only way from a portfolio to something that may be shown.

Floor 4 of the house. Views, rules and comparisons take an `Edition`, and only `disclose` makes one.
"""
