-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.photo_facts(entry photo_decisions)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select jsonb_build_object('decision_id', entry.id, 'decision', entry.decision, 'reason_code', entry.reason_code, 'state_before', entry.state_before,
    'state_after', entry.state_after, 'by', entry.moderator_id, 'by_name', (select s.full_name from public.staff_members s where s.user_id = entry.moderator_id), 'at', entry.created_at)
$function$;

comment on function private.photo_facts(entry photo_decisions) is 'A decision about a photo as JSON, for answers and conflicts.';
