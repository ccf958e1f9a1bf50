-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.merged_state(a text, b text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select s from unnest(array['converted', 'rejected', 'replied', 'contacted', 'qualified', 'new']) with ordinality o (s, n) where s in (a, b) order by n limit 1
$function$;

comment on function private.merged_state(a text, b text) is 'The state of a lead that two are merged into: converted before all, then rejected, then the further one.';
