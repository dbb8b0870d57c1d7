-- tamperlens-evidence-store/1: evidence records of tamperlens, append-only. For SQLite 3.35 or newer.
--
-- record       the record as canonical JSON: what is hashed. All other columns repeat what it says, for queries; where one differs,
--              the record counts, and a verification names the row.
-- leaf_hash    SHA-256 over a zero byte and the record.
-- captured_at  the server's clock, nanoseconds since 1970-01-01 UTC; captured_at_utc and created_at are the same for people.
-- latitude, longitude  degrees as exact float64; the view rounds them to 8 places (1 mm).
--
-- The triggers keep programs from mistakes. Whoever can write to the file can drop them: the chain of hashes and checkpoints kept elsewhere
-- show what was changed then.

CREATE TABLE "complaint_evidence" (
  log_index INTEGER PRIMARY KEY CHECK (log_index >= 0),
  evidence_id TEXT NOT NULL UNIQUE,
  attachment_id TEXT,
  complaint_id TEXT,
  evidence_hash CHAR(64) NOT NULL CHECK (length(evidence_hash) = 64),
  captured_at INTEGER NOT NULL CHECK (typeof(captured_at) = 'integer'),
  captured_at_utc TEXT NOT NULL,
  latitude REAL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL CHECK (longitude BETWEEN -180 AND 180),
  created_at TEXT NOT NULL,
  leaf_hash CHAR(64) NOT NULL CHECK (length(leaf_hash) = 64),
  record TEXT NOT NULL CHECK (typeof(record) = 'text')
);

CREATE TRIGGER "complaint_evidence_no_update" BEFORE UPDATE ON "complaint_evidence"
BEGIN
  SELECT RAISE(ABORT, 'complaint_evidence is append-only');
END;

CREATE TRIGGER "complaint_evidence_no_delete" BEFORE DELETE ON "complaint_evidence"
BEGIN
  SELECT RAISE(ABORT, 'complaint_evidence is append-only');
END;

CREATE TRIGGER "complaint_evidence_in_order" BEFORE INSERT ON "complaint_evidence"
WHEN NEW.log_index IS NOT (SELECT coalesce(max(log_index), -1) + 1 FROM "complaint_evidence")
BEGIN
  SELECT RAISE(ABORT, 'complaint_evidence takes only the next log_index');
END;

CREATE TRIGGER "complaint_evidence_no_replace" BEFORE INSERT ON "complaint_evidence"
WHEN EXISTS (SELECT 1 FROM "complaint_evidence" WHERE evidence_id = NEW.evidence_id)
BEGIN
  SELECT RAISE(ABORT, 'complaint_evidence has this evidence_id already');
END;

CREATE VIEW "complaint_evidence_readable" AS
SELECT
  'tamperlens-evidence-store/1' AS format,
  log_index,
  evidence_id,
  attachment_id,
  complaint_id,
  evidence_hash,
  captured_at_utc,
  round(latitude, 8) AS latitude,
  round(longitude, 8) AS longitude,
  created_at
FROM "complaint_evidence";
