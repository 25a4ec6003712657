"""From views to pages that no site engine is needed for.

Floor 8 of the house. Bodies are made by our own autoescaping templates; a face carries them into an engine.
"""
