-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text, message text, hide_pending boolean, expected integer, decision_id bigint, version text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  hides boolean := coalesce(hide_pending, false);
  waits boolean := sanction_member.kind = 'suspend' and days is null and not (select private.has_role('admin'));
  reason public.moderation_reasons;
  sanction public.member_sanctions;
  changes integer;
  entry public.moderation_decisions;
  item record;
  answer jsonb;
  answers jsonb := '[]';
  operation uuid := gen_random_uuid();
begin
  perform private.check_sanction(sanction_member.member_id, sanction_member.kind, days, hides);
  if sanction_member.member_id = auth.uid() then
    raise exception 'Nobody sanctions themselves.' using errcode = '42501';
  end if;
  -- One at a time for each member, whatever it is.
  perform from public.profiles p where p.id = sanction_member.member_id for update;
  if sanction_member.version <> private.sanctions_version(sanction_member.member_id) then
    raise exception 'Their sanctions have changed since you looked at the preview. Nothing was done.' using errcode = 'PT409',
      hint = 'Look at the preview again and confirm it, if it still is what you mean.';
  end if;
  select * into reason from public.moderation_reasons r where r.code = sanction_member.reason_code;
  if not found or not reason.active or not 'sanction' = any (reason.decisions) then
    perform private.raise_refusal('Choose a reason.', 'reason_code');
  elsif reason.code = 'other' and private.said(sanction_member.note) is null then
    perform private.raise_refusal('Say in the note what the other reason is.', 'note');
  end if;
  perform private.locked_item(case i.item_type when 'post' then i.item_id end, case i.item_type when 'comment' then i.item_id end)
  from (select * from private.sanction_items(sanction_member.member_id, hides) s order by s.item_type desc, s.item_id) i;
  select count(*) into changes from private.sanction_items(sanction_member.member_id, hides);
  if changes <> expected then
    raise exception 'You confirmed that % of their items change, but it would be % now. Nothing was done.', expected, changes
      using errcode = 'PT409', hint = 'Look at the preview again and confirm it, if it still is what you mean.';
  end if;
  insert into public.member_sanctions (member_id, kind, reason_code, message, note, starts_at, ends_at, decision_id, created_by, permanent_asked)
  values (sanction_member.member_id, sanction_member.kind, reason.code, private.said(sanction_member.message), private.said(sanction_member.note),
    now(), now() + make_interval(days => case when waits then private.setting('days_to_confirm')::integer else days end), sanction_member.decision_id, auth.uid(), waits)
  returning * into sanction;
  perform private.set_context('operation', operation::text);
  for item in select * from private.sanction_items(sanction_member.member_id, hides) loop
    entry := null;
    entry.post_id := case item.item_type when 'post' then item.item_id end;
    entry.comment_id := case item.item_type when 'comment' then item.item_id end;
    entry.decision := 'hide';
    entry.reason_code := reason.code;
    entry.note := coalesce(sanction_member.note, 'With the sanction of its author.');
    entry.version_seen := item.version;
    entry.decision_seen := (private.last_decision(entry.post_id, entry.comment_id, false)).id;
    entry.client_key := gen_random_uuid();
    entry.sanction_id := sanction.id;
    answer := private.try_decision(entry);
    -- All or nothing: the preview said so.
    if answer ->> 'result' <> 'applied' then
      perform private.raise_refusal(answer ->> 'why', answer ->> 'field');
    end if;
    answers := answers || answer;
  end loop;
  perform private.set_context('operation', '');
  return jsonb_build_object('sanction', to_jsonb(sanction), 'items', answers);
end
$function$;

comment on function private.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text, message text, hide_pending boolean, expected integer, decision_id bigint, version text) is 'Warns, mutes or suspends a member and hides what the preview said, in one transaction. Behind the public function of its name.';

grant execute on function private.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text, message text, hide_pending boolean, expected integer, decision_id bigint, version text) to authenticated;
