-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.qualified_of(run_id uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select (select count(l.qualified_at) from public.leads l where l.scrape_run_id = run_id)
    + (select count(d.qualified_at) from private.departed_leads d where d.scrape_run_id = run_id)
  where (select private.has_role('growth'))
$function$;

comment on function private.qualified_of(run_id uuid) is 'How many of the leads that a run brought were qualified since, those included that were deleted or erased.';

grant execute on function private.qualified_of(run_id uuid) to authenticated;
