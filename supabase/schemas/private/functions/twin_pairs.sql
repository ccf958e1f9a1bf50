-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.twin_pairs(most integer)
 RETURNS TABLE(a uuid, a_name text, a_contact text, a_state text, b uuid, b_name text, b_contact text, b_state text, why text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look for duplicates.' using errcode = '42501';
  end if;
  return query
  -- A phone or a name that more than 20 share tells nobody apart; names that begin alike are compared where they are few.
  with pair as (
    select k.lead_id as one, o.lead_id as other, case split_part(g.key, ':', 1) when 'mail' then 'same mailbox' when 'tel' then 'same phone' when 'handle' then 'same handle' else 'same profile' end as reason
    from (select x.key from private.lead_keys x group by x.key having count(*) between 2 and 20) g
    join private.lead_keys k on k.key = g.key join private.lead_keys o on o.key = g.key and o.lead_id > k.lead_id
    union all
    select x.id, y.id, case when x.sort_name = y.sort_name then 'same name' else 'nearly the same name' end || ' and city'
    from (select lower(l.city) as town, left(l.sort_name, 3) as start from public.leads l where l.city is not null and char_length(l.sort_name) > 3
      group by 1, 2 having count(*) between 2 and 50) g
    join public.leads x on lower(x.city) = g.town and left(x.sort_name, 3) = g.start
    join public.leads y on lower(y.city) = g.town and left(y.sort_name, 3) = g.start and y.id > x.id
    where x.sort_name = y.sort_name or char_length(x.sort_name) > 3 and char_length(y.sort_name) > 3 and extensions.similarity(x.sort_name, y.sort_name) > 0.6
    union all
    select x.id, y.id, 'same name and city'
    from (select lower(l.city) as town, l.sort_name as whole from public.leads l where l.city is not null and char_length(l.sort_name) > 3
      group by 1, 2 having count(*) between 2 and 20) g
    join public.leads x on lower(x.city) = g.town and left(x.sort_name, 3) = left(g.whole, 3) and x.sort_name = g.whole
    join public.leads y on lower(y.city) = g.town and left(y.sort_name, 3) = left(g.whole, 3) and y.sort_name = g.whole and y.id > x.id
  )
  select x.id, x.full_name, concat_ws(' · ', coalesce(x.email, x.phone, x.handle, x.profile_url), x.city), x.state,
    y.id, y.full_name, concat_ws(' · ', coalesce(y.email, y.phone, y.handle, y.profile_url), y.city), y.state, p.reasons
  from (select p.one, p.other, string_agg(distinct p.reason, ', ') as reasons from pair p
    where not exists (select from private.not_twins n where n.one = p.one and n.other = p.other) group by 1, 2) p
  join public.leads x on x.id = p.one join public.leads y on y.id = p.other
  order by p.reasons like '%mailbox%' desc, p.reasons like '%phone%' desc, greatest(x.found_at, y.found_at) desc, x.id, y.id
  limit greatest(0, least(coalesce(most, 50), 200));
end
$function$;

grant execute on function private.twin_pairs(most integer) to authenticated;
