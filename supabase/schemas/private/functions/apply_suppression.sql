-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET jit TO 'off'
AS $function$
declare
  told public.outreach_suppressions[] := '{}';
  one public.outreach_suppressions;
  n integer := 0;
  objects boolean[] := '{}';
  objecting boolean := false;
  of_domains boolean := false;
  -- One entry a key, with which suppression it is of; then one a lead.
  key_of integer[] := '{}';
  keys text[] := '{}';
  key text;
  domain_of integer[];
  there uuid[];
  named_by integer[];
  named uuid[];
  affected uuid[];
  -- Asked first: an update costs most of its time even where there is nothing to update.
  queued boolean;
  queued_there boolean;
  -- The enrollments that end, and the reason of the suppression that ends each.
  running uuid[];
  because text[];
begin
  for one in select * from added loop
    n := n + 1;
    told[n] := one;
    objects[n] := one.reason in ('unsubscribed', 'objected', 'complained', 'legal') and one.kind <> 'domain';
    objecting := objecting or objects[n];
    of_domains := of_domains or one.kind = 'domain';
    foreach key in array private.keys_of_suppression(one) loop
      key_of := key_of || n;
      keys := keys || key;
    end loop;
  end loop;
  if n = 0 then
    return null;
  end if;
  if of_domains then
    -- What is below a domain stands together in the index of domains, between its dot and the sign after the dot.
    select array_agg(x.n), array_agg(x.id) into domain_of, there
    from (
      select i as n, l.id from generate_subscripts(told, 1) i cross join lateral private.domains_of(told[i].email) d
        join public.leads l on l.email is not null and reverse(split_part(l.email, '@', 2)) = reverse(d.domain)
      where told[i].kind = 'domain'
      union
      select i, l.id from generate_subscripts(told, 1) i cross join lateral private.domains_of(told[i].email) d
        join public.leads l on l.email is not null and reverse(split_part(l.email, '@', 2)) ~>=~ (reverse(d.domain) || '.')
          and reverse(split_part(l.email, '@', 2)) ~<~ (reverse(d.domain) || '/')
      where told[i].kind = 'domain' and (told[i].subdomains or d.below)
    ) x;
  end if;
  select array_agg(x.nth order by x.nth), array_agg(x.lead_id order by x.nth), array_agg(distinct x.lead_id) into named_by, named, affected
  from (
    select w.nth, k.lead_id from unnest(key_of, keys) w (nth, key) join private.lead_keys k on k.key = w.key
    union
    select * from unnest(domain_of, there)
  ) x;
  if affected is not null then
    perform from public.leads l where l.id = any (affected) order by l.id for no key update;
  end if;
  -- Read after the lock, so that an address which a lead was just given is among them.
  insert into private.suppressed_keys (key, suppression_id)
  select w.key, told[w.nth].id from unnest(key_of, keys) w (nth, key)
  union
  select k.key, told[x.nth].id from unnest(named_by, named) x (nth, lead_id) join private.lead_keys k on k.lead_id = x.lead_id where objects[x.nth]
  on conflict do nothing;
  select exists (select from public.email_sends s where s.state = 'queued' and s.lead_id = any (affected)),
      exists (select from public.email_sends s where s.state = 'queued' and lower(s.to_email) = any (array(select t.email from unnest(told) t)))
    into queued, queued_there;
  if queued then
    update public.email_sends s set state = 'skipped', reason = 'suppressed' where s.state = 'queued' and s.lead_id = any (affected);
  end if;
  if queued_there then
    update public.email_sends s set state = 'skipped', reason = 'suppressed'
    where s.state = 'queued' and lower(s.to_email) = any (array(select t.email from unnest(told) t));
  end if;
  -- The subquery is read lead by lead, whatever the statistics say of states.
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
  end if;
  if objecting and affected is not null then
    -- Their keys are kept and their enrollments are over: no trigger need look for them once more.
    perform private.set_context('suppressing', 'on');
    update public.leads l set consent = 'objected'
    where l.consent <> 'objected' and l.id = any (array(select x.lead_id from unnest(named_by, named) x (nth, lead_id) where objects[x.nth]));
    perform private.set_context('suppressing', '');
  end if;
  return null;
end
$function$;

comment on function private.apply_suppression() is 'Statement trigger: suppressions end the enrollments and queued mails of their leads.';
