"""Where the outside meets the house: the command, the site engine. The clock is read here and nowhere else.

Floor 10 of the house.
"""
