-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.undo_reply(decision_id bigint, client_key uuid)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.undo_reply(decision_id, client_key) $function$;

comment on function public.undo_reply(decision_id bigint, client_key uuid) is 'Takes one''s own decision about a reply back, unless somebody has decided since. Who unsubscribed stays out.';

grant execute on function public.undo_reply(decision_id bigint, client_key uuid) to authenticated;
