"""What people read: tables, Excel and Word from the JSON files of a run."""
