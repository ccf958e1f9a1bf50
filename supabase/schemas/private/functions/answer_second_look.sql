-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.answer_second_look(look_id uuid, verdict text, reason_code text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  look public.second_looks;
  made public.moderation_decisions;
  was_fine boolean;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators take a second look.' using errcode = '42501';
  elsif verdict is null or verdict not in ('fine', 'hide', 'remove') then
    raise exception 'A second look finds it fine, or would hide or remove it.' using errcode = '22023', detail = '{"field": "verdict"}';
  end if;
  select * into look from public.second_looks l where l.id = look_id for update;
  if not found then
    raise exception 'There is no such second look.' using errcode = 'PT404';
  end if;
  select * into made from public.moderation_decisions d where d.id = look.decision_id;
  if made.moderator_id = auth.uid() then
    raise exception 'Nobody looks at their own decision a second time.' using errcode = '42501';
  elsif look.looked_at is not null then
    raise exception '% was quicker.', (select m.full_name from public.staff_members m where m.user_id = look.looked_by) using errcode = 'PT409';
  elsif verdict <> 'fine' and not exists (select from public.moderation_reasons r where r.code = answer_second_look.reason_code and r.active and verdict = any (r.decisions)) then
    perform private.raise_refusal('Choose a reason.', 'reason_code');
  end if;
  was_fine := made.decision in ('approve', 'dismiss_reports');
  update public.second_looks l set
    verdict = answer_second_look.verdict,
    reason_code = case when answer_second_look.verdict <> 'fine' then answer_second_look.reason_code end,
    agrees = (answer_second_look.verdict = 'fine') = was_fine,
    same_reason = case when answer_second_look.verdict <> 'fine' and not was_fine then answer_second_look.reason_code = made.reason_code end,
    looked_by = auth.uid(), looked_at = clock_timestamp()
  where l.id = look.id returning * into look;
  return jsonb_build_object('agrees', look.agrees, 'same_reason', look.same_reason, 'decision', made.decision,
    'reason_label', (select r.label from public.moderation_reasons r where r.code = made.reason_code),
    'moderator_name', (select m.full_name from public.staff_members m where m.user_id = made.moderator_id),
    'item_type', case when made.post_id is not null then 'post' else 'comment' end, 'item_id', coalesce(made.post_id, made.comment_id));
end
$function$;

comment on function private.answer_second_look(look_id uuid, verdict text, reason_code text) is 'Records a moderator''s second judgement of a decision, and answers what had been decided. Behind the public function of its name.';

grant execute on function private.answer_second_look(look_id uuid, verdict text, reason_code text) to authenticated;
