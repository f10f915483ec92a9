"""The only places that read and write: documents, workbooks, reports, commands."""
