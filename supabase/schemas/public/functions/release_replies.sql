-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.release_replies(items jsonb DEFAULT NULL::jsonb)
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.keep_reply_claims(items, false) $function$;

comment on function public.release_replies(items jsonb) is 'Gives these replies back, or all that one has.';

grant execute on function public.release_replies(items jsonb) to authenticated;
