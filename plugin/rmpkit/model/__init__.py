"""What a plan is made of: frozen records, and what can be found about them.

Floor 1 of the house. It imports nothing of ours, reads no file and knows no clock.
"""
