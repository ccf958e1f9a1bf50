-- The health of senders and of sequences by one and the same query.

create or replace function public.outreach_health() returns TABLE(kind text, id uuid, label text, state text, pause_reason text, sent bigint, bounced bigint, complained bigint, since timestamp with time zone)
language plpgsql stable set search_path = '' set jit to 'off' set plan_cache_mode to 'force_custom_plan' as $$
declare
  more record;
begin
  for kind, id, label, state, pause_reason in
    select 'sender', s.id, s.email, s.state, s.pause_reason from public.outreach_senders s where s.state <> 'retired'
    union all
    select 'sequence', s.id, s.name, s.state, s.pause_reason from public.outreach_sequences s where s.state in ('active', 'paused')
    order by 1, 3
  loop
    -- By the second, as an address of a list says it: the list from there on holds exactly the counted. Only that one second
    -- may hold more than the last 200, so that everything else is counted among them.
    -- Planned anew for each, so that of the two only the one that counts is left, with its index.
    select min(m.since), count(*) filter (where m.later), count(*) filter (where m.later and m.state = 'bounced'), count(*) filter (where m.later and m.state = 'complained')
      into since, sent, bounced, complained
    from (select n.state, w.since, n.queued_at >= w.since + interval '1 second' as later
      from (select array_agg(x.queued_at) as times, array_agg(x.state) as states, date_trunc('second', min(x.queued_at)) as since from (
        select y.queued_at, y.state from public.email_sends y where (outreach_health.kind = 'sender' and y.sender_id = outreach_health.id or outreach_health.kind = 'sequence' and y.sequence_id = outreach_health.id) and y.sent_at is not null order by y.queued_at desc limit 200) x) w,
      unnest(w.times, w.states) n (queued_at, state)) m;
    select count(*) as sent, count(*) filter (where x.state = 'bounced') as bounced, count(*) filter (where x.state = 'complained') as complained into more
    from public.email_sends x where (outreach_health.kind = 'sender' and x.sender_id = outreach_health.id or outreach_health.kind = 'sequence' and x.sequence_id = outreach_health.id) and x.sent_at is not null and x.queued_at >= outreach_health.since and x.queued_at < outreach_health.since + interval '1 second';
    sent := sent + more.sent;
    bounced := bounced + more.bounced;
    complained := complained + more.complained;
    return next;
  end loop;
end
$$;
