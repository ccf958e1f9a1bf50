-- The plan of the first call, made while there are hardly any suppressions, looked through all of them for each of many that
-- follow in one step. The keys are looked up first, and both by their index, whatever the tables held then.
create or replace function private.suppressions_of(keys text[], address text) returns setof public.outreach_suppressions
language plpgsql stable security definer rows 1 set search_path to '' set enable_seqscan to off as $$
declare
  wanted constant text[] := private.lookup_keys(keys, address);
begin
  return query select s.* from public.outreach_suppressions s
    where s.id = any (array(select k.suppression_id from private.suppressed_keys k where k.key = any (wanted)));
end
$$;
