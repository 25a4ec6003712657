"""What each page shows: resolved values, never syntax.

Floor 7 of the house. A view is made from a judged edition and holds nothing that its audience may not see.
"""
