-- One row for each session: what was committed last, and what a sweep has to know of it.
CREATE TABLE holdfast_session (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  status smallint NOT NULL, -- 0 live, 1 ended, 2 moved
  user_hash text COLLATE "C", -- a digest with the namespace; null unless live and bound
  idle_expire_time timestamptz NOT NULL, -- newer than the one in the record once it was slid
  lifetime_expire_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL, -- when the row may go: its end and a slack
  -- When a sweep takes the row: expire_time, rounded up to a quarter of an hour. An update leaves the
  -- indexes alone (HOT) only if the value of no indexed column changes, and expire_time always does.
  -- An index on an expression of it, or BRIN, would count as changed too: so this is a column.
  sweep_time timestamp NOT NULL GENERATED ALWAYS AS (
    date_bin('15 minutes', expire_time AT TIME ZONE 'UTC', '2000-01-01') + interval '15 minutes'
  ) STORED,
  record bytea NOT NULL
) WITH (
  toast_tuple_target = 4080, -- as long as two states fit on a page, they stay on it
  fillfactor = 60, -- room on each page for the next state of its rows
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.05,
  autovacuum_vacuum_cost_delay = 0,
  toast.autovacuum_vacuum_scale_factor = 0.02,
  toast.autovacuum_vacuum_cost_delay = 0
);

-- A save changes none of these columns: it stays HOT.
CREATE INDEX holdfast_session_user ON holdfast_session (user_hash, lifetime_expire_time, key)
  WHERE user_hash IS NOT NULL;

CREATE INDEX holdfast_session_sweep ON holdfast_session (sweep_time);
