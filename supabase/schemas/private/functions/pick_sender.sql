-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.pick_sender(sequence outreach_sequences, at timestamp with time zone, enrollment uuid)
 RETURNS outreach_senders
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.* from private.senders_of(sequence) s where private.sender_block(s, at) is null
  order by s.id = (select m.sender_id from public.email_sends m where m.enrollment_id = enrollment and m.sender_id is not null order by m.queued_at desc limit 1) desc nulls last,
    (select count(*) from public.email_sends m where m.sender_id = s.id and m.queued_at >= date_trunc('day', at, 'UTC') and m.state <> 'skipped'), s.email
  limit 1
$function$;
