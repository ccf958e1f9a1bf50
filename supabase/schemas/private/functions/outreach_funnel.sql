-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.outreach_funnel(from_date date, to_date date, time_zone text, by_what text)
 RETURNS TABLE(key text, label text, found bigint, qualified bigint, enrolled bigint, sent bigint, delivered bigint, opened bigint, clicked bigint, bounced bigint, complained bigint, replied bigint, converted bigint, departed bigint, reply_seconds double precision, found_qualified bigint, found_converted bigint, answered bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  from_time timestamptz;
  to_time timestamptz;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may read the funnel.' using errcode = '42501';
  elsif by_what is null or by_what not in ('all', 'source', 'sequence', 'step', 'variant', 'sender', 'week') then
    raise exception 'Count by all, source, sequence, step, variant, sender or week.' using errcode = '22023';
  elsif from_date is null or to_date is null or not isfinite(from_date) or not isfinite(to_date) then
    raise exception 'Name the first and the last day.' using errcode = '22023';
  elsif to_date - from_date > 800 then
    raise exception 'At most 800 days at a time.' using errcode = '22023';
  end if;
  perform private.bounded_day(from_date), private.bounded_day(to_date), private.check_range(from_date, to_date, time_zone);
  from_time := from_date::timestamp at time zone time_zone;
  to_time := (to_date + 1)::timestamp at time zone time_zone;
  return query
  with fact as (
    -- Those found, and how many of them went how far since: what a share is of.
    select m.key, t.what, t.n, null::double precision as seconds from (
      select case by_what when 'source' then l.source_id::text when 'week' then date_trunc('week', l.found_at at time zone time_zone)::date::text when 'all' then 'all' end as key,
        count(*) as found, count(l.qualified_at) as found_qualified, count(l.converted_at) as found_converted
      from public.leads l where l.found_at >= from_time and l.found_at < to_time group by 1) m,
      lateral (values ('found', m.found), ('found_qualified', m.found_qualified), ('found_converted', m.found_converted)) t (what, n)
    union all
    select case by_what when 'source' then l.source_id::text when 'week' then date_trunc('week', l.qualified_at at time zone time_zone)::date::text when 'all' then 'all' end, 'qualified', count(*), null
    from public.leads l where l.qualified_at >= from_time and l.qualified_at < to_time group by 1
    union all
    select case by_what when 'source' then d.source_id::text when 'week' then date_trunc('week', t.at at time zone time_zone)::date::text when 'all' then 'all' end, t.what, 1, null
    from private.departed_leads d, lateral (values ('found', d.found_at), ('departed', d.found_at), ('qualified', d.qualified_at), ('converted', d.converted_at),
      ('found_qualified', case when d.qualified_at is not null then d.found_at end), ('found_converted', case when d.converted_at is not null then d.found_at end)) t (what, at)
    where t.at >= from_time and t.at < to_time
    union all
    select case by_what when 'source' then e.source_id::text when 'sequence' then e.sequence_id::text when 'week' then date_trunc('week', e.enrolled_at at time zone time_zone)::date::text when 'all' then 'all' end, 'enrolled', count(*), null
    from public.sequence_enrollments e where e.enrolled_at >= from_time and e.enrolled_at < to_time group by 1
    union all
    select m.key, t.what, t.n, null from (
      select case by_what when 'source' then s.source_id::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'variant' then coalesce(s.variant_id::text, 'step:' || s.sequence_email_id) when 'sender' then s.sender_id::text
          when 'week' then date_trunc('week', s.at at time zone time_zone)::date::text when 'all' then 'all' end as key,
        sum(s.sent)::bigint as sent, sum(s.delivered)::bigint as delivered, sum(s.opened)::bigint as opened, sum(s.clicked)::bigint as clicked, sum(s.bounced)::bigint as bounced, sum(s.complained)::bigint as complained
      from private.sends_between(from_time, to_time, by_what in ('all', 'week')) s group by 1) m,
      lateral (values ('sent', m.sent), ('delivered', m.delivered), ('opened', m.opened), ('clicked', m.clicked), ('bounced', m.bounced), ('complained', m.complained)) t (what, n)
    where t.n > 0
    union all
    select case by_what when 'source' then r.source_id::text when 'sequence' then r.sequence_id::text when 'step' then r.sequence_email_id::text when 'variant' then coalesce(r.variant_id::text, 'step:' || r.sequence_email_id) when 'sender' then r.sender_id::text
        when 'week' then date_trunc('week', r.received_at at time zone time_zone)::date::text when 'all' then 'all' end, 'replied', 1, extract(epoch from r.received_at - s.sent_at)
    from public.outreach_responses r left join public.email_sends s on s.id = r.email_send_id
    where r.received_at >= from_time and r.received_at < to_time and r.intent <> 'out_of_office'
    union all
    -- Of the mails that left in these days: those that were answered since.
    select m.key, 'answered', count(*), null from (
      select distinct s.id, case by_what when 'source' then s.source_id::text when 'sequence' then s.sequence_id::text when 'step' then s.sequence_email_id::text when 'variant' then coalesce(s.variant_id::text, 'step:' || s.sequence_email_id) when 'sender' then s.sender_id::text
          when 'week' then date_trunc('week', s.sent_at at time zone time_zone)::date::text when 'all' then 'all' end as key
      from public.outreach_responses r join public.email_sends s on s.id = r.email_send_id
      where r.received_at >= from_time and r.intent <> 'out_of_office' and s.sent_at >= from_time and s.sent_at < to_time) m
    group by 1
    union all
    select case by_what when 'source' then l.source_id::text when 'sequence' then public.last_sequence(l)::text when 'week' then date_trunc('week', l.converted_at at time zone time_zone)::date::text when 'all' then 'all' end, 'converted', count(*), null
    from public.leads l
    where l.converted_at >= from_time and l.converted_at < to_time group by 1
  ), summed as (
    select f.key, sum(f.n) filter (where f.what = 'found')::bigint as found, sum(f.n) filter (where f.what = 'qualified')::bigint as qualified, sum(f.n) filter (where f.what = 'enrolled')::bigint as enrolled,
      sum(f.n) filter (where f.what = 'sent')::bigint as sent, sum(f.n) filter (where f.what = 'delivered')::bigint as delivered, sum(f.n) filter (where f.what = 'opened')::bigint as opened,
      sum(f.n) filter (where f.what = 'clicked')::bigint as clicked, sum(f.n) filter (where f.what = 'bounced')::bigint as bounced, sum(f.n) filter (where f.what = 'complained')::bigint as complained,
      sum(f.n) filter (where f.what = 'replied')::bigint as replied, sum(f.n) filter (where f.what = 'converted')::bigint as converted, sum(f.n) filter (where f.what = 'departed')::bigint as departed,
      percentile_cont(0.5) within group (order by f.seconds) filter (where f.seconds >= 0) as reply_seconds,
      sum(f.n) filter (where f.what = 'found_qualified')::bigint as found_qualified, sum(f.n) filter (where f.what = 'found_converted')::bigint as found_converted, sum(f.n) filter (where f.what = 'answered')::bigint as answered
    from fact f group by f.key
  )
  select s.key, case by_what
      when 'source' then coalesce((select x.name from public.lead_sources x where x.id::text = s.key), 'No source')
      when 'sequence' then coalesce((select x.name from public.outreach_sequences x where x.id::text = s.key), 'No sequence')
      when 'step' then coalesce((select q.name || ', step ' || x.position || ': ' || x.subject from public.sequence_emails x join public.outreach_sequences q on q.id = x.sequence_id where x.id::text = s.key), 'No step')
      when 'variant' then coalesce((select q.name || ', step ' || t.name || ': ' || t.subject from private.mail_texts t join public.outreach_sequences q on q.id = t.sequence_id
        where coalesce(t.variant_id::text, 'step:' || t.step_id) = s.key), 'No variant')
      when 'sender' then coalesce((select x.email from public.outreach_senders x where x.id::text = s.key), 'No sender')
      when 'week' then s.key else 'All' end,
    coalesce(s.found, 0), coalesce(s.qualified, 0), coalesce(s.enrolled, 0), coalesce(s.sent, 0), coalesce(s.delivered, 0), coalesce(s.opened, 0), coalesce(s.clicked, 0),
    coalesce(s.bounced, 0), coalesce(s.complained, 0), coalesce(s.replied, 0), coalesce(s.converted, 0), coalesce(s.departed, 0), s.reply_seconds,
    coalesce(s.found_qualified, 0), coalesce(s.found_converted, 0), coalesce(s.answered, 0)
  from summed s
  -- What has no step or sender by its nature is no row of its own.
  where s.key is not null or by_what in ('source', 'sequence') and coalesce(s.found, s.enrolled, s.sent) is not null
  order by case when by_what = 'week' then s.key end desc, coalesce(s.sent, 0) desc, coalesce(s.found, 0) desc
  limit 200;
end
$function$;

comment on function private.outreach_funnel(from_date date, to_date date, time_zone text, by_what text) is 'How many leads and mails came to each stage between two days, by a grouping. Behind the public function of its name.';

grant execute on function private.outreach_funnel(from_date date, to_date date, time_zone text, by_what text) to authenticated;
