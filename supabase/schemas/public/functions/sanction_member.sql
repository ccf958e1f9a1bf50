-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text DEFAULT NULL::text, message text DEFAULT NULL::text, hide_pending boolean DEFAULT false, expected integer DEFAULT 0, decision_id bigint DEFAULT NULL::bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  hides boolean := coalesce(hide_pending, false);
  reason public.moderation_reasons;
  sanction public.member_sanctions;
  changes integer;
  entry public.moderation_decisions;
  item record;
  answer jsonb;
  answers jsonb := '[]';
begin
  perform private.check_sanction(sanction_member.member_id, sanction_member.kind, days, hides);
  select * into reason from public.moderation_reasons r where r.code = sanction_member.reason_code;
  if not found or not reason.active or not 'sanction' = any (reason.decisions) then
    perform private.raise_refusal('Choose a reason.', 'reason_code');
  elsif reason.code = 'other' and btrim(coalesce(sanction_member.note, '')) = '' then
    perform private.raise_refusal('Say in the note what the other reason is.', 'note');
  end if;
  perform private.lock_item(case i.item_type when 'post' then i.item_id end, case i.item_type when 'comment' then i.item_id end)
  from (select * from private.sanction_items(sanction_member.member_id, hides) s order by s.item_type desc, s.item_id) i;
  select count(*) into changes from private.sanction_items(sanction_member.member_id, hides);
  if changes <> expected then
    raise exception 'You confirmed that % of their items change, but it would be % now. Nothing was done.', expected, changes
      using errcode = 'PT409', hint = 'Look at the preview again and confirm it, if it still is what you mean.';
  end if;
  insert into public.member_sanctions (member_id, kind, reason_code, message, note, starts_at, ends_at, decision_id, created_by)
  values (sanction_member.member_id, sanction_member.kind, reason.code, nullif(btrim(sanction_member.message), ''), nullif(btrim(sanction_member.note), ''),
    now(), now() + make_interval(days => days), sanction_member.decision_id, auth.uid())
  returning * into sanction;
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
    answer := private.try_decision(entry);
    -- All or nothing: the preview said so.
    if answer ->> 'result' <> 'applied' then
      perform private.raise_refusal(answer ->> 'why', answer ->> 'field');
    end if;
    answers := answers || answer;
  end loop;
  return jsonb_build_object('sanction', to_jsonb(sanction), 'items', answers);
end
$function$;

comment on function public.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text, message text, hide_pending boolean, expected integer, decision_id bigint) is 'Warns, mutes or suspends a member, and hides what of theirs waits if asked to. `expected`: how many items the preview said would change.';

grant execute on function public.sanction_member(member_id uuid, kind text, days integer, reason_code text, note text, message text, hide_pending boolean, expected integer, decision_id bigint) to authenticated;
