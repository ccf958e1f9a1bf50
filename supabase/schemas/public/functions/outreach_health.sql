-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.outreach_health()
 RETURNS TABLE(kind text, id uuid, label text, state text, pause_reason text, sent bigint, bounced bigint, complained bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select 'sender', s.id, s.email, s.state, s.pause_reason, count(r.state), count(*) filter (where r.state = 'bounced'), count(*) filter (where r.state = 'complained')
  from public.outreach_senders s left join lateral (select m.state from public.email_sends m where m.sender_id = s.id and m.sent_at is not null order by m.queued_at desc limit 200) r on true
  where s.state <> 'retired' group by s.id
  union all
  select 'sequence', s.id, s.name, s.state, s.pause_reason, count(r.state), count(*) filter (where r.state = 'bounced'), count(*) filter (where r.state = 'complained')
  from public.outreach_sequences s left join lateral (select m.state from public.email_sends m where m.sequence_id = s.id and m.sent_at is not null order by m.queued_at desc limit 200) r on true
  where s.state in ('active', 'paused') group by s.id
  order by 1, 3
$function$;

comment on function public.outreach_health() is 'Of each sender and running sequence the last 200 mails: how many bounced (limit 5 %) and were complained about (limit 0.3 %).';

grant execute on function public.outreach_health() to authenticated;
