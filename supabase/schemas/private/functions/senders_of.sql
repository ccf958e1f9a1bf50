-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.senders_of(sequence outreach_sequences)
 RETURNS SETOF outreach_senders
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select * from public.outreach_senders s where s.email = sequence.from_email
  union
  select s.* from public.sequence_senders x join public.outreach_senders s on s.id = x.sender_id where x.sequence_id = sequence.id
$function$;

comment on function private.senders_of(sequence outreach_sequences) is 'The senders that a sequence may mail from.';
