-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.answer_appeal(appeal_id uuid, outcome text, answer text, client_key uuid DEFAULT NULL::uuid)
 RETURNS moderation_appeals
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.answer_appeal(appeal_id, outcome, answer, client_key)
$function$;

comment on function public.answer_appeal(appeal_id uuid, outcome text, answer text, client_key uuid) is 'Answers an objection: upheld (the decision stands) or overturned (it is taken back; a report waits anew), with a reason for the member; never by whoever decided. The same client_key again answers what it did the first time.';

grant execute on function public.answer_appeal(appeal_id uuid, outcome text, answer text, client_key uuid) to authenticated;
