-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.enrol_leads(sequence_id uuid, filters jsonb DEFAULT NULL::jsonb, lead_ids uuid[] DEFAULT NULL::uuid[], dry_run boolean DEFAULT true, relations jsonb DEFAULT '{}'::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  ids uuid[] := lead_ids;
begin
  if (filters is null) = (lead_ids is null) then
    raise exception 'Name the leads, or give a filter.' using errcode = '22023';
  end if;
  if filters is not null then
    execute format('select coalesce(array_agg(t.id), ''{}'') from public.leads t where %s', private.filter_condition('leads', jsonb_build_object('operator', 'and', 'value', filters), relations)) into ids;
  end if;
  return private.enrol(sequence_id, ids, dry_run);
end
$function$;

comment on function public.enrol_leads(sequence_id uuid, filters jsonb, lead_ids uuid[], dry_run boolean, relations jsonb) is 'Enrols the leads of a filter or of a list, or with dry_run only says what would come of it: a count and the ids for each of enrolled, already_in, suppressed, no_address, no_provenance, in_another_sequence and wrong_state. Repeating it changes nothing.';

grant execute on function public.enrol_leads(sequence_id uuid, filters jsonb, lead_ids uuid[], dry_run boolean, relations jsonb) to authenticated;
