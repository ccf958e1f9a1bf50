-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.send_fact(s email_sends, sign integer)
 RETURNS private.send_facts
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select s.sent_at, s.sequence_id, s.sequence_email_id, s.variant_id, s.sender_id, s.source_id, sign::bigint, sign::bigint * (s.state in ('delivered', 'opened', 'clicked', 'complained'))::integer,
    sign::bigint * (s.opened_at is not null)::integer, sign::bigint * (s.clicked_at is not null)::integer, sign::bigint * (s.state = 'bounced')::integer, sign::bigint * (s.state = 'complained')::integer
$function$;

comment on function private.send_fact(s email_sends, sign integer) is 'What one mail adds to the sums of the funnel; with the sign -1 what it takes away.';
