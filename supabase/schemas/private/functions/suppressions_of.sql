-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.suppressions_of(keys text[], address text)
 RETURNS SETOF outreach_suppressions
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO ''
 SET enable_seqscan TO 'off'
AS $function$
declare
  wanted constant text[] := private.lookup_keys(keys, address);
begin
  return query select s.* from public.outreach_suppressions s
    where s.id = any (array(select k.suppression_id from private.suppressed_keys k where k.key = any (wanted)));
end
$function$;

comment on function private.suppressions_of(keys text[], address text) is 'The suppressions that hold for somebody with these keys.';
