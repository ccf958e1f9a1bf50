-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.twins_of(l leads)
 RETURNS TABLE(id uuid, why text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return query
    select t.id, t.why from (
      select o.lead_id as id, case split_part(o.key, ':', 1) when 'mail' then 'same mailbox' when 'tel' then 'same phone' when 'handle' then 'same handle' else 'same profile' end as why
      from private.lead_keys k join private.lead_keys o on o.key = k.key and o.lead_id <> k.lead_id where k.lead_id = l.id
      union all
      (select x.id, case when x.sort_name = l.sort_name then 'same name' else 'nearly the same name' end || ' and city' from public.leads x
       where x.id <> l.id and lower(x.city) = lower(l.city) and left(x.sort_name, 3) = left(l.sort_name, 3) and char_length(l.sort_name) > 3
         and (x.sort_name = l.sort_name or extensions.similarity(x.sort_name, l.sort_name) > 0.6)
       limit 20)
    ) t
    where not exists (select from private.not_twins n where n.one = least(l.id, t.id) and n.other = greatest(l.id, t.id));
end
$function$;

comment on function private.twins_of(l leads) is 'Leads that share a contact key with this one, or nearly the name in the same city, with why; those told apart are left out.';
