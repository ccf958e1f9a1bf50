-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.twin_pairs(most integer)
 RETURNS TABLE(a uuid, a_name text, b uuid, b_name text, why text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look for duplicates.' using errcode = '42501';
  end if;
  return query
    select x.id, x.full_name, y.id, y.full_name, p.why from (
      select least(d.first, d.last) as one, greatest(d.first, d.last) as other, string_agg(distinct d.why, ', ') as why from (
        select min(k.lead_id::text) as first, max(k.lead_id::text) as last,
          case split_part(k.key, ':', 1) when 'mail' then 'same mailbox' when 'tel' then 'same phone' when 'handle' then 'same handle' else 'same profile' end as why
        from private.lead_keys k group by k.key having count(*) > 1
        union all
        select min(l.id::text), max(l.id::text), 'same name and city' from public.leads l where l.city is not null and char_length(l.sort_name) > 3
        group by l.sort_name, lower(l.city) having count(*) > 1
      ) d group by 1, 2
    ) p join public.leads x on x.id = p.one::uuid join public.leads y on y.id = p.other::uuid
    order by p.why like '%mailbox%' desc, p.why like '%phone%' desc, x.found_at desc, x.id limit greatest(0, least(coalesce(most, 50), 200));
end
$function$;

grant execute on function private.twin_pairs(most integer) to authenticated;
