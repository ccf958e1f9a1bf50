-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.twin_pairs(most integer)
 RETURNS TABLE(a uuid, a_name text, a_contact text, a_state text, b uuid, b_name text, b_contact text, b_state text, why text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  n constant integer := greatest(0, least(coalesce(most, 50), 200));
  -- A pair that was told apart takes the place of one group at most.
  bound bigint;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may look for duplicates.' using errcode = '42501';
  end if;
  bound := n + (select count(*) from private.not_twins);
  return query
  -- A phone or a name that more than 20 share tells nobody apart; names that begin alike are compared where they are few.
  -- Of groups those with the newest lead are enough: each has a pair as new as its newest.
  with keyed as (
    select g.key, g.kind, row_number() over (partition by g.kind order by max(l.found_at) desc) as place
    from (select x.key, split_part(x.key, ':', 1) as kind from private.lead_keys x group by x.key having count(*) between 2 and 20) g
    join private.lead_keys k on k.key = g.key join public.leads l on l.id = k.lead_id group by g.key, g.kind
  ), named as (
    select lower(l.city) as town, l.sort_name as whole, max(l.found_at) as newest
    from public.leads l where l.city is not null and char_length(l.sort_name) > 3
    group by lower(l.city), l.sort_name having count(*) between 2 and 20
    order by 3 desc limit bound
  ), newest as materialized (
    select l.id, lower(l.city) as town, left(l.sort_name, 3) as start, l.sort_name
    from public.leads l where l.city is not null and char_length(l.sort_name) > 3
    order by l.found_at desc, l.id desc limit 5000
  ), few as materialized (
    select g.town, g.start from (select distinct x.town, x.start from newest x) g
    where (select count(*) from (select from public.leads y where lower(y.city) = g.town and left(y.sort_name, 3) = g.start limit 51) c) between 2 and 50
  ), pair as (
    select k.lead_id as one, o.lead_id as other, case g.kind when 'mail' then 0 when 'tel' then 1 else 2 end as rank
    from keyed g join private.lead_keys k on k.key = g.key join private.lead_keys o on o.key = g.key and o.lead_id > k.lead_id
    where g.place <= bound
    union all
    select x.id, y.id, 2
    from named g
    join public.leads x on lower(x.city) = g.town and left(x.sort_name, 3) = left(g.whole, 3) and x.sort_name = g.whole
    join public.leads y on lower(y.city) = g.town and left(y.sort_name, 3) = left(g.whole, 3) and y.sort_name = g.whole and y.id > x.id
    union all
    select least(x.id, y.id), greatest(x.id, y.id), 2
    from few g join newest x on x.town = g.town and x.start = g.start
    join public.leads y on lower(y.city) = g.town and left(y.sort_name, 3) = g.start and y.id <> x.id
    where y.sort_name <> x.sort_name and char_length(y.sort_name) > 3 and extensions.similarity(x.sort_name, y.sort_name) > 0.6
  ), first as (
    select p.one, p.other, p.rank, greatest(x.found_at, y.found_at) as newest
    from (select p.one, p.other, min(p.rank) as rank from pair p group by 1, 2) p
    join public.leads x on x.id = p.one join public.leads y on y.id = p.other
    where not exists (select from private.not_twins t where t.one = p.one and t.other = p.other)
    order by p.rank, 4 desc, p.one, p.other limit n
  )
  select x.id, x.full_name, concat_ws(' · ', coalesce(x.email, x.phone, x.handle, x.profile_url), x.city), x.state,
    y.id, y.full_name, concat_ws(' · ', coalesce(y.email, y.phone, y.handle, y.profile_url), y.city), y.state,
    concat_ws(', ',
      case when x.sort_name <> y.sort_name then r.name_reason end,
      (select string_agg(distinct case split_part(k.key, ':', 1) when 'mail' then 'same mailbox' when 'tel' then 'same phone' when 'handle' then 'same handle' else 'same profile' end, ', ')
        from private.lead_keys k join private.lead_keys o on o.key = k.key where k.lead_id = x.id and o.lead_id = y.id),
      case when x.sort_name = y.sort_name then r.name_reason end)
  from first f join public.leads x on x.id = f.one join public.leads y on y.id = f.other
  cross join lateral (select case
    when lower(x.city) = lower(y.city) and char_length(x.sort_name) > 3 and char_length(y.sort_name) > 3 and left(x.sort_name, 3) = left(y.sort_name, 3) then
      case when x.sort_name = y.sort_name then 'same name and city'
        when extensions.similarity(x.sort_name, y.sort_name) > 0.6 then 'nearly the same name and city' end end as name_reason) r
  order by f.rank, f.newest desc, x.id, y.id;
end
$function$;

comment on function private.twin_pairs(most integer) is 'Pairs of leads that may be one person, the surest first.';

grant execute on function private.twin_pairs(most integer) to authenticated;
