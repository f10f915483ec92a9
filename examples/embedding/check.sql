-- After a restore, and every night: versions whose text is not the one that was stored.
SELECT review_id, version FROM revisions
WHERE encode(sha256(convert_to(document::text, 'UTF8')), 'hex') <> sha256
ORDER BY review_id, version;
