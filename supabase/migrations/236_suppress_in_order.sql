-- 236 suppress_in_order
-- Suppressing 10,000 enrolled leads at once took 18.7 s: statistics that knew of no running enrollment made the planner look
-- through all the leads again for each enrollment. The running enrollments are found by their leads first and ended by their keys.

do $$
declare
  definition text := pg_get_functiondef('private.apply_suppression()'::regprocedure);
  names constant text := $x$  under_way boolean;
begin
$x$;
  more_names constant text := $x$  -- The enrollments that end, and the reason of the suppression that ends each.
  running uuid[];
  because text[];
begin
$x$;
  asked constant text := $x$affected)),
      exists (select from public.email_sends s where s.state = 'queued' and lower(s.to_email) = any (array(select t.email from unnest(told) t))),
      exists (select from public.sequence_enrollments e where e.lead_id = any (affected) and e.state in ('active', 'paused'))
    into queued, queued_there, under_way;
$x$;
  first_text constant text := 'if under_way then';
  last_text constant text := $x$where e.lead_id = f.lead_id and e.state in ('active', 'paused');
  end if;$x$;
  from_there integer := position(first_text in definition);
  to_there integer := position(last_text in definition);
begin
  if position(asked in definition) > 0 and position(names in definition) > 0 and from_there > 0 and to_there > 0 then
    definition := overlay(definition placing $x$-- The subquery is read lead by lead, whatever the statistics say of states.
  select array_agg(o.id), array_agg(f.reason) into running, because
  from (select distinct on (x.lead_id) x.lead_id, told[x.nth].reason from unnest(named_by, named) x (nth, lead_id) order by x.lead_id, x.nth) f
    cross join lateral (select e.id, e.state from public.sequence_enrollments e where e.lead_id = f.lead_id offset 0 for no key update) o
  where o.state in ('active', 'paused');
  if running is not null then
    update public.sequence_enrollments e
    set state = case when w.reason = 'hard_bounce' then 'bounced' when w.reason = 'unsubscribed' then 'unsubscribed' else 'stopped' end,
        stop_reason = 'Suppressed: ' || replace(w.reason, '_', ' ')
    from unnest(running, because) w (id, reason)
    where e.id = w.id;
  end if;$x$ from from_there for to_there + length(last_text) - from_there);
    definition := replace(definition, asked, $x$affected)),
      exists (select from public.email_sends s where s.state = 'queued' and lower(s.to_email) = any (array(select t.email from unnest(told) t)))
    into queued, queued_there;
$x$);
    execute replace(definition, names, more_names);
  elsif position('running uuid[]' in definition) = 0 then
    raise exception 'private.apply_suppression is not what this migration expects.';
  end if;
end
$$;
