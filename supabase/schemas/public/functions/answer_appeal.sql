-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.answer_appeal(appeal_id uuid, outcome text, answer text)
 RETURNS moderation_appeals
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.answer_appeal(appeal_id, outcome, answer)
$function$;

comment on function public.answer_appeal(appeal_id uuid, outcome text, answer text) is 'Answers an objection: upheld (the decision stands) or overturned (it is taken back), with a reason for the member; never by whoever decided.';

grant execute on function public.answer_appeal(appeal_id uuid, outcome text, answer text) to authenticated;
