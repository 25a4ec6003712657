"""What a change does to the plans, as text and data: one module and one function for each form."""
