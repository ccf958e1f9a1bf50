-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date)
 RETURNS outreach_responses
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  person uuid := lead_id;
  response public.outreach_responses;
begin
  if not (select private.has_role('growth')) and coalesce(auth.role(), '') <> 'service_role' then
    raise exception 'Only growth and workers may record a reply.' using errcode = '42501';
  end if;
  person := coalesce(person, (select s.lead_id from public.email_sends s where s.id = send_id),
    (select k.lead_id from private.lead_keys k where k.key = 'mail:' || private.mail_key(from_email) limit 1));
  if person is null then
    raise exception 'Nobody knows whose reply this is.' using errcode = 'P0002';
  end if;
  perform from public.leads l where l.id = person for no key update;
  insert into public.outreach_responses (lead_id, email_send_id, channel, subject, body, intent, sentiment, received_at)
  values (person, send_id, coalesce(channel, 'email'), subject, body, coalesce(intent, 'other'), coalesce(sentiment, 'neutral'), least(coalesce(at, now()), now()))
  returning * into response;
  if response.intent = 'out_of_office' then
    update public.sequence_enrollments e set next_send_at = greatest(e.next_send_at,
      coalesce((back_on + 1)::timestamptz, now() + (select q.away_days from public.outreach_sequences q where q.id = e.sequence_id) * interval '1 day'))
    where e.lead_id = person and e.state = 'active' and e.next_send_at is not null;
  end if;
  if response.intent = 'later' then
    update public.leads l set follow_up_on = coalesce(back_on, (now() + interval '30 days')::date), follow_up_note = coalesce(l.follow_up_note, 'Wrote that they would rather hear from us later')
    where l.id = person and (l.follow_up_on is null or l.follow_up_on < now()::date or back_on is not null);
  end if;
  return response;
end
$function$;

grant execute on function private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) to authenticated;
grant execute on function private.record_response(lead_id uuid, send_id bigint, from_email text, channel text, subject text, body text, intent text, sentiment text, at timestamp with time zone, back_on date) to service_role;
