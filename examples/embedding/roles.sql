-- The application may add versions and read them; nothing that was stored can change.
CREATE ROLE reviews_app LOGIN;
GRANT SELECT, INSERT ON revisions TO reviews_app;
-- Scheduled reports and the notebooks of the review body read.
CREATE ROLE reviews_reader LOGIN;
GRANT SELECT ON revisions TO reviews_reader;
