-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bot_review_facts(entry bot_reviews)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select jsonb_build_object('decision_id', entry.id, 'decision', entry.decision, 'state_before', entry.state_before, 'state_after', entry.state_after,
    'by', entry.reviewer_id, 'by_name', (select s.full_name from public.staff_members s where s.user_id = entry.reviewer_id), 'at', entry.created_at)
$function$;

comment on function private.bot_review_facts(entry bot_reviews) is 'A verdict as a queue is told of it.';
