-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.renew_replies()
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.keep_reply_claims(null, true) $function$;

comment on function public.renew_replies() is 'Keeps the replies that one is at for five more minutes.';

grant execute on function public.renew_replies() to authenticated;
