"""What is worth looking at in an edition, and how far each requirement is evidenced.

Floor 5 of the house: edition, catalogue and day in; findings and evidence states out. Pure. One rule is one
documented function, and `RULES` in `rules.registry` lists them all.
"""
