-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.outreach_health()
 RETURNS TABLE(kind text, id uuid, label text, state text, pause_reason text, sent bigint, bounced bigint, complained bigint, since timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$;

comment on function public.outreach_health() is 'Of each sender and running sequence the last 200 mails, and what else was queued in the second of the first of them: how many bounced (limit 5 %) and were complained about (limit 0.3 %), and since when.';

grant execute on function public.outreach_health() to authenticated;
