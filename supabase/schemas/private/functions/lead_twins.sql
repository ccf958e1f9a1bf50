-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lead_twins(lead uuid)
 RETURNS TABLE(id uuid, why text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look for duplicates.' using errcode = '42501';
  end if;
  return query select t.id, string_agg(distinct t.why, ', ') from public.leads l, private.twins_of(l) t where l.id = lead group by t.id limit 20;
end
$function$;

comment on function private.lead_twins(lead uuid) is 'Leads that may be the same person as this one, with why. Behind the public function of its name.';

grant execute on function private.lead_twins(lead uuid) to authenticated;
