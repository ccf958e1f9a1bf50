-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.outreach_health()
 RETURNS TABLE(kind text, id uuid, label text, state text, pause_reason text, sent bigint, bounced bigint, complained bigint, since timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select 'sender', s.id, s.email, s.state, s.pause_reason, b.sent + o.sent, b.bounced + o.bounced, b.complained + o.complained, b.since
  from public.outreach_senders s
  cross join lateral (
    select min(m.since) as since, count(*) filter (where m.queued_at >= m.since + interval '1 second') as sent,
      count(*) filter (where m.queued_at >= m.since + interval '1 second' and m.state = 'bounced') as bounced,
      count(*) filter (where m.queued_at >= m.since + interval '1 second' and m.state = 'complained') as complained
    from (select n.state, n.queued_at, date_trunc('second', min(n.queued_at) over ()) as since from (
      select x.state, x.queued_at from public.email_sends x where x.sender_id = s.id and x.sent_at is not null order by x.queued_at desc limit 200) n) m) b
  cross join lateral (
    select count(*) as sent, count(*) filter (where x.state = 'bounced') as bounced, count(*) filter (where x.state = 'complained') as complained
    from public.email_sends x where x.sender_id = s.id and x.sent_at is not null and x.queued_at >= b.since and x.queued_at < b.since + interval '1 second') o
  where s.state <> 'retired'
  union all
  select 'sequence', s.id, s.name, s.state, s.pause_reason, b.sent + o.sent, b.bounced + o.bounced, b.complained + o.complained, b.since
  from public.outreach_sequences s
  cross join lateral (
    select min(m.since) as since, count(*) filter (where m.queued_at >= m.since + interval '1 second') as sent,
      count(*) filter (where m.queued_at >= m.since + interval '1 second' and m.state = 'bounced') as bounced,
      count(*) filter (where m.queued_at >= m.since + interval '1 second' and m.state = 'complained') as complained
    from (select n.state, n.queued_at, date_trunc('second', min(n.queued_at) over ()) as since from (
      select x.state, x.queued_at from public.email_sends x where x.sequence_id = s.id and x.sent_at is not null order by x.queued_at desc limit 200) n) m) b
  cross join lateral (
    select count(*) as sent, count(*) filter (where x.state = 'bounced') as bounced, count(*) filter (where x.state = 'complained') as complained
    from public.email_sends x where x.sequence_id = s.id and x.sent_at is not null and x.queued_at >= b.since and x.queued_at < b.since + interval '1 second') o
  where s.state in ('active', 'paused')
  order by 1, 3
$function$;

comment on function public.outreach_health() is 'Of each sender and running sequence the last 200 mails, and what else was queued in the second of the first of them: how many bounced (limit 5 %) and were complained about (limit 0.3 %), and since when.';

grant execute on function public.outreach_health() to authenticated;
