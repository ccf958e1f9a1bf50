-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.decide_replies(decisions jsonb)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.decide_replies(decisions) $function$;

comment on function public.decide_replies(decisions jsonb) is 'Decides about replies: handled, unsubscribe, convert, later (a day) or assign (a colleague), each once a client_key; answers for each applied, conflict (who was first) or refused (why).';

grant execute on function public.decide_replies(decisions jsonb) to authenticated;
