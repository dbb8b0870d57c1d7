-- tamperlens-evidence-store/1: the table of sql/evidence.sql for PostgreSQL 11 or newer, with the same columns.
--
-- For who keeps evidence records in a server of their own, by a store of their own (the interface EvidenceStore); the library brings stores
-- for files and SQLite. Append with synchronous_commit = on.
--
-- record       the record as canonical JSON, as text: jsonb would write it differently, and its hash would no longer fit.
-- captured_at  nanoseconds since 1970-01-01 UTC; captured_at_utc and created_at are the same for people.

CREATE TABLE complaint_evidence (
  log_index bigint PRIMARY KEY CHECK (log_index >= 0),
  evidence_id varchar(128) NOT NULL UNIQUE,
  attachment_id varchar(256),
  complaint_id varchar(256),
  evidence_hash char(64) NOT NULL CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  captured_at bigint NOT NULL,
  captured_at_utc char(30) NOT NULL,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  created_at char(30) NOT NULL,
  leaf_hash char(64) NOT NULL CHECK (leaf_hash ~ '^[0-9a-f]{64}$'),
  record text NOT NULL
);

CREATE FUNCTION complaint_evidence_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'complaint_evidence is append-only';
END
$$;

CREATE FUNCTION complaint_evidence_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.log_index IS DISTINCT FROM (SELECT coalesce(max(log_index), -1) + 1 FROM complaint_evidence) THEN
    RAISE EXCEPTION 'complaint_evidence takes only the next log_index';
  END IF;
  RETURN NEW;
END
$$;

-- PostgreSQL has no REPLACE; INSERT ... ON CONFLICT DO UPDATE meets the trigger for updates.
CREATE TRIGGER complaint_evidence_no_change BEFORE UPDATE OR DELETE ON complaint_evidence
  FOR EACH ROW EXECUTE FUNCTION complaint_evidence_refuse();

CREATE TRIGGER complaint_evidence_no_truncate BEFORE TRUNCATE ON complaint_evidence
  FOR EACH STATEMENT EXECUTE FUNCTION complaint_evidence_refuse();

CREATE TRIGGER complaint_evidence_in_order BEFORE INSERT ON complaint_evidence
  FOR EACH ROW EXECUTE FUNCTION complaint_evidence_next();

CREATE VIEW complaint_evidence_readable AS
SELECT
  'tamperlens-evidence-store/1' AS format,
  log_index,
  evidence_id,
  attachment_id,
  complaint_id,
  evidence_hash,
  captured_at_utc,
  round(latitude::numeric, 8) AS latitude,
  round(longitude::numeric, 8) AS longitude,
  created_at
FROM complaint_evidence;

-- The application's role may add and read, nothing else; the owner of the table can still drop triggers:
-- REVOKE ALL ON complaint_evidence FROM PUBLIC;
-- GRANT SELECT, INSERT ON complaint_evidence TO <application>;
