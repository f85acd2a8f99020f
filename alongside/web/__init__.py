"""The pages people see: views, forms, templates and components. Never writes; asks policy, calls commands."""
