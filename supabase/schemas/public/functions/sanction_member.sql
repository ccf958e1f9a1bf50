-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text DEFAULT NULL::text, message text DEFAULT NULL::text, hide_pending boolean DEFAULT false, expected integer DEFAULT 0, decision_id bigint DEFAULT NULL::bigint, version text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
  select private.sanction_member(member_id, kind, days, reason_code, note, message, hide_pending, expected, decision_id, version)
$function$;

comment on function public.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text, message text, hide_pending boolean, expected integer, decision_id bigint, version text) is 'Warns, mutes or suspends a member, and hides what of theirs waits if asked to. `expected` and `version`: what the preview said. A moderator''s suspension without an end waits for confirm_sanction.';

grant execute on function public.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text, message text, hide_pending boolean, expected integer, decision_id bigint, version text) to authenticated;
