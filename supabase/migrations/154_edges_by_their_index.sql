-- 154 edges by their index
-- What periods cut through is a few minutes each: on small tables the planner read all rows for every one of them (2.6 s for
-- 60 days of 250,000 sessions).
alter function private.active_bits(timestamptz[], text) set enable_seqscan = off;
alter function private.active_bits(timestamptz[], text) set enable_material = off;
