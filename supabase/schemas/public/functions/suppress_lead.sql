-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.suppress_lead(lead_id uuid, kind text DEFAULT 'manual'::text, note text DEFAULT NULL::text)
 RETURNS outreach_suppressions
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  lead public.leads;
  suppression public.outreach_suppressions;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may suppress a lead.' using errcode = '42501';
  end if;
  select * into lead from public.leads l where l.id = suppress_lead.lead_id;
  if not found then
    raise exception 'This lead does not exist any more.' using errcode = 'P0002';
  elsif lead.email is null then
    raise exception 'There is no email address to suppress.' using errcode = '23514';
  end if;
  -- An earlier reason is never written over: it may weigh more.
  insert into public.outreach_suppressions (email, reason, source, note) values (lead.email, kind, 'lead', suppress_lead.note)
  on conflict (email) do nothing returning * into suppression;
  if not found then
    raise exception 'The address is suppressed already.' using errcode = '23514';
  end if;
  return suppression;
end
$function$;

comment on function public.suppress_lead(lead_id uuid, kind text, note text) is 'Never mail the address of this lead again; what is under way for it stops.';

grant execute on function public.suppress_lead(lead_id uuid, kind text, note text) to authenticated;
