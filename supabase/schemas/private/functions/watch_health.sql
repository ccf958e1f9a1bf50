-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.watch_health(send email_sends)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  figures record;
  words text;
begin
  select count(*) as sent, count(*) filter (where r.state = 'bounced') as bounced, count(*) filter (where r.state = 'complained') as complained into figures
  from (select s.state from public.email_sends s where s.sender_id = send.sender_id and s.sent_at is not null order by s.queued_at desc limit 200) r;
  words := private.health_words(figures.sent, figures.bounced, figures.complained);
  if words is not null then
    update public.outreach_senders s set state = 'paused', pause_reason = words where s.id = send.sender_id and s.state = 'active';
  end if;
  select count(*) as sent, count(*) filter (where r.state = 'bounced') as bounced, count(*) filter (where r.state = 'complained') as complained into figures
  from (select s.state from public.email_sends s where s.sequence_id = send.sequence_id and s.sent_at is not null order by s.queued_at desc limit 200) r;
  words := private.health_words(figures.sent, figures.bounced, figures.complained);
  if words is not null then
    update public.outreach_sequences s set state = 'paused', pause_reason = words where s.id = send.sequence_id and s.state = 'active';
  end if;
end
$function$;

comment on function private.watch_health(send email_sends) is 'Pauses a sender or sequence whose mail bounces or is complained about too often, with the figures.';
