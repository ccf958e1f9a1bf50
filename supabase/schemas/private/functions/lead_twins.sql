-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lead_twins(lead uuid)
 RETURNS TABLE(id uuid, why text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  l public.leads;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look for duplicates.' using errcode = '42501';
  end if;
  select * into l from public.leads x where x.id = lead;
  return query
    select t.id, string_agg(distinct t.why, ', ') from (
      select o.lead_id as id, case split_part(o.key, ':', 1) when 'mail' then 'same mailbox' when 'tel' then 'same phone' when 'handle' then 'same handle' else 'same profile' end as why
      from private.lead_keys k join private.lead_keys o on o.key = k.key and o.lead_id <> k.lead_id where k.lead_id = lead
      union all
      (select x.id, case when x.sort_name = l.sort_name then 'same name' else 'nearly the same name' end || ' and city' from public.leads x
       where x.id <> lead and l.city is not null and lower(x.city) = lower(l.city) and char_length(l.sort_name) > 3
         and (x.sort_name = l.sort_name or left(x.sort_name, 3) = left(l.sort_name, 3) and extensions.similarity(x.sort_name, l.sort_name) > 0.6)
       limit 20)
    ) t group by t.id limit 20;
end
$function$;

grant execute on function private.lead_twins(lead uuid) to authenticated;
