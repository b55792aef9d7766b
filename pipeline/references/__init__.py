"""Which chapters, pages, sections and questions a text refers to."""
