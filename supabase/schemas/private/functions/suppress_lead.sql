-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.suppress_lead(lead_id uuid, kind text, note text)
 RETURNS outreach_suppressions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  lead public.leads;
  keys text[];
  suppression public.outreach_suppressions;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may suppress a lead.' using errcode = '42501';
  end if;
  if not coalesce(kind in ('unsubscribed', 'objected', 'complained', 'hard_bounce', 'legal', 'manual'), false) then
    raise exception 'There is no such reason to suppress a person.' using errcode = '22023';
  end if;
  select * into lead from public.leads l where l.id = suppress_lead.lead_id;
  if not found then
    raise exception 'This lead does not exist any more.' using errcode = 'PT404';
  end if;
  keys := array(select k.key from private.lead_keys k where k.lead_id = lead.id);
  if keys = '{}' then
    raise exception 'There is nothing to suppress: no email address, no phone, handle or profile.' using errcode = '23514';
  elsif exists (select from private.suppressions_of(keys, lead.email) s where s.reason = suppress_lead.kind and s.kind <> 'domain') then
    raise exception 'This person is suppressed already, for the same reason.' using errcode = '23514';
  end if;
  suppression := private.suppress_person(lead, kind, 'lead', note);
  if suppression.id is null then
    raise exception 'This person is suppressed already, for the same reason.' using errcode = '23514';
  end if;
  return suppression;
end
$function$;

comment on function private.suppress_lead(lead_id uuid, kind text, note text) is 'Suppresses the person that a lead is, by all of their keys, for a reason such as unsubscribed or legal. Behind the public function of its name.';

grant execute on function private.suppress_lead(lead_id uuid, kind text, note text) to authenticated;
