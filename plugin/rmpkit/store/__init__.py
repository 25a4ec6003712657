"""YAML with positions, the folder of plans, and the way from text to records.

Floor 2 of the house: the only floor that touches the disk. What an author got wrong becomes a finding here;
nothing an author writes raises.
"""
