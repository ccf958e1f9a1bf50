-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.duplicate_sequence(sequence_id uuid, name text DEFAULT NULL::text)
 RETURNS outreach_sequences
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  made public.outreach_sequences;
  wanted text := left(nullif(btrim(duplicate_sequence.name), ''), 120);
  base text;
  nth integer := 1;
begin
  -- Held, so that two who copy it at once do not take one name.
  select q.name into base from public.outreach_sequences q where q.id = duplicate_sequence.sequence_id for no key update;
  if not found then
    raise exception 'This sequence does not exist, or you may not see it.' using errcode = 'PT404';
  end if;
  if wanted is null then
    wanted := left('Copy of ' || base, 120);
    while exists (select from public.outreach_sequences q where q.name = wanted) loop
      nth := nth + 1;
      wanted := left('Copy of ' || base, 114) || format(' (%s)', nth);
    end loop;
  end if;
  insert into public.outreach_sequences (name, description, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, send_days,
      allow_parallel, soft_bounce_limit, away_days, stop_company)
  select wanted, q.description, q.from_name, q.from_email, q.reply_to, q.postal_address, q.daily_cap, q.send_from, q.send_until,
    q.time_zone, auth.uid(), q.send_days, q.allow_parallel, q.soft_bounce_limit, q.away_days, q.stop_company
  from public.outreach_sequences q where q.id = duplicate_sequence.sequence_id returning * into made;
  insert into public.sequence_emails (sequence_id, position, delay_days, subject, preview_text, body, active)
  select made.id, e.position, e.delay_days, e.subject, e.preview_text, e.body, e.active from public.sequence_emails e where e.sequence_id = duplicate_sequence.sequence_id;
  insert into public.sequence_variants (sequence_email_id, share, subject, preview_text, body, active)
  select n.id, v.share, v.subject, v.preview_text, v.body, v.active from public.sequence_variants v
  join public.sequence_emails e on e.id = v.sequence_email_id and e.sequence_id = duplicate_sequence.sequence_id
  join public.sequence_emails n on n.sequence_id = made.id and n.position = e.position order by v.created_at, v.id;
  insert into public.sequence_senders (sequence_id, sender_id) select made.id, s.sender_id from public.sequence_senders s where s.sequence_id = duplicate_sequence.sequence_id;
  return made;
end
$function$;

comment on function public.duplicate_sequence(sequence_id uuid, name text) is 'A draft with the same settings, emails and senders, and nobody in it.';

grant execute on function public.duplicate_sequence(sequence_id uuid, name text) to authenticated;
