-- tamperlens-evidence-store/1: the table of sql/evidence.sql for MySQL 8.0.16 or newer and MariaDB 10.6 or newer, with the same columns.
--
-- For who keeps evidence records in a server of their own, by a store of their own (the interface EvidenceStore); the library brings stores
-- for files and SQLite. Append with innodb_flush_log_at_trx_commit = 1 and sync_binlog = 1, and a strict sql_mode.
--
-- record       the record as canonical JSON, as text: a JSON column would write it differently, and its hash would no longer fit.
-- captured_at  nanoseconds since 1970-01-01 UTC; captured_at_utc and created_at are the same for people.

CREATE TABLE complaint_evidence (
  log_index BIGINT NOT NULL PRIMARY KEY,
  evidence_id VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
  attachment_id VARCHAR(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  complaint_id VARCHAR(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  evidence_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  captured_at BIGINT NOT NULL,
  captured_at_utc CHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  latitude DOUBLE,
  longitude DOUBLE,
  created_at CHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  leaf_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  record LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  CHECK (log_index >= 0),
  CHECK (CHAR_LENGTH(evidence_hash) = 64),
  CHECK (CHAR_LENGTH(leaf_hash) = 64),
  CHECK (latitude BETWEEN -90 AND 90),
  CHECK (longitude BETWEEN -180 AND 180)
) ENGINE = InnoDB;

DELIMITER //

CREATE TRIGGER complaint_evidence_no_update BEFORE UPDATE ON complaint_evidence FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'complaint_evidence is append-only';
END//

-- REPLACE meets this one as well.
CREATE TRIGGER complaint_evidence_no_delete BEFORE DELETE ON complaint_evidence FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'complaint_evidence is append-only';
END//

CREATE TRIGGER complaint_evidence_in_order BEFORE INSERT ON complaint_evidence FOR EACH ROW
BEGIN
  IF NEW.log_index <> (SELECT COALESCE(MAX(log_index), -1) + 1 FROM complaint_evidence) THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'complaint_evidence takes only the next log_index';
  END IF;
END//

DELIMITER ;

CREATE VIEW complaint_evidence_readable AS
SELECT
  'tamperlens-evidence-store/1' AS format,
  log_index,
  evidence_id,
  attachment_id,
  complaint_id,
  evidence_hash,
  captured_at_utc,
  ROUND(latitude, 8) AS latitude,
  ROUND(longitude, 8) AS longitude,
  created_at
FROM complaint_evidence;

-- No trigger stops TRUNCATE or DROP. The application's user may add and read, nothing else:
-- GRANT SELECT, INSERT ON complaint_evidence TO '<application>'@'<host>';
