-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.suppress_lead(lead_id uuid, kind text DEFAULT 'manual'::text, note text DEFAULT NULL::text)
 RETURNS outreach_suppressions
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.suppress_lead(lead_id, kind, note)
$function$;

comment on function public.suppress_lead(lead_id uuid, kind text, note text) is 'Never mail the person behind this lead again, by any address, phone, handle or profile that is known to be theirs; what is under way for them stops.';

grant execute on function public.suppress_lead(lead_id uuid, kind text, note text) to authenticated;
