"""One answer as a document to hand over: Word, PDF, Markdown or a page. Each writes the same tree."""
