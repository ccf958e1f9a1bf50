-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.members_of_segment(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text, segment text)
 RETURNS TABLE(user_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
 SET enable_mergejoin TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  perform private.require_staff();
  -- A group tells what its members said of themselves or pay: only those learn it who may read it of each.
  if split_by = 'age_band' and not private.has_role('moderator') or split_by = 'plan' and not private.has_role('finance') then
    raise exception 'Who is in this group is not for your role.' using errcode = '42501';
  end if;
  if not exists (select from private.split_in(since, until, time_zone, split_by) s where s.segment = members_of_segment.segment and s.active_members is not null) then
    raise exception 'Of a group of fewer than five it is not told who is in it.' using errcode = '22023', detail = '{"field": "segment"}';
  end if;
  return query
  with there as materialized (select t.chunk, t.bits from private.active_bits(array[since, until]) t)
  select p.id
  from public.profiles p
  join private.activity_members m on m.user_id = p.id
  join there t on t.chunk = (m.number - 1) / 4096
  left join public.user_subscriptions s on split_by = 'plan' and s.user_id = p.id and s.state in ('trialing', 'active', 'past_due', 'paused', 'unpaid')
  left join public.subscription_plans pl on pl.id = s.plan_id
  where p.created_at < until and get_bit(t.bits, (m.number - 1) % 4096) = 1
    and members_of_segment.segment = case split_by
      when 'plan' then coalesce(pl.name, 'No plan')
      when 'city' then coalesce(nullif(btrim(p.city), ''), 'Not said')
      when 'age_band' then case
        when p.birth_date is null then 'Not said'
        else (array['Under 25', '25 to 34', '35 to 44', '45 to 54', '55 and over'])[width_bucket(extract(year from age(p.birth_date))::integer, array[0, 25, 35, 45, 55])] end
      else to_char(p.created_at at time zone members_of_segment.time_zone, 'YYYY-MM') end;
end
$function$;

comment on function private.members_of_segment(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text, segment text) is 'Who of a group was there between two moments, the groups being those of private.split_in.';

grant execute on function private.members_of_segment(since timestamp with time zone, until timestamp with time zone, time_zone text, split_by text, segment text) to authenticated;
