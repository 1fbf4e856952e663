-- The table of bench-row-update.sql: as wide a record as a session's, stored as theirs are.
DROP TABLE IF EXISTS bench_row;
CREATE TABLE bench_row (id int PRIMARY KEY, record bytea NOT NULL);
SELECT format('ALTER TABLE bench_row SET (%s)', array_to_string(reloptions, ', '))
FROM pg_class WHERE oid = 'holdfast_session'::regclass \gexec
INSERT INTO bench_row SELECT id, decode(repeat('00', 2048), 'hex') FROM generate_series(0, 1023) AS id;
VACUUM ANALYZE bench_row;
