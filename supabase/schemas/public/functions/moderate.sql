-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.moderate(decisions jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  wanted record;
  entry public.moderation_decisions;
  results jsonb := '[]';
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators decide about posts and comments.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) not between 1 and 500 then
    raise exception 'Send a list of 1 to 500 decisions.' using errcode = '22023';
  elsif exists (
    select from jsonb_to_recordset(decisions) w (item_type text, item_id uuid, version integer, decision text, client_key uuid)
    where w.item_type is null or w.item_type not in ('post', 'comment') or w.item_id is null or w.version is null or w.client_key is null
      or w.decision is null or w.decision not in ('approve', 'hide', 'remove', 'restore', 'dismiss_reports', 'escalate', 'decline_edit')
  ) then
    raise exception 'Each decision needs item_type, item_id, version, decision and client_key.' using errcode = '22023';
  elsif exists (select from jsonb_array_elements(decisions) d where jsonb_typeof(d -> 'verdicts') <> 'null' and not private.are_verdicts(d -> 'verdicts')) then
    raise exception 'verdicts are [{"version", "verdict"}], each upheld or dismissed.' using errcode = '22023', detail = '{"field": "verdicts"}';
  end if;
  -- All locks first and in one order: two people with the same items in another order wait, they do not deadlock.
  perform private.locked_item(w.post, w.comment)
  from (
    select distinct case when item_type = 'post' then item_id end as post, case when item_type = 'comment' then item_id end as comment
    from jsonb_to_recordset(decisions) i (item_type text, item_id uuid)
    order by 1, 2
  ) w;
  for wanted in
    select * from rows from (
      jsonb_to_recordset(decisions) as (item_type text, item_id uuid, version integer, decision_seen bigint, decision text, reason_code text, note text,
        client_key uuid, over_claim boolean, assigned_to uuid, due_at timestamptz, verdicts jsonb)
    ) with ordinality
  loop
    entry := null;
    entry.post_id := case when wanted.item_type = 'post' then wanted.item_id end;
    entry.comment_id := case when wanted.item_type = 'comment' then wanted.item_id end;
    entry.version_seen := wanted.version;
    entry.decision_seen := wanted.decision_seen;
    entry.decision := wanted.decision;
    entry.reason_code := nullif(wanted.reason_code, '');
    entry.note := wanted.note;
    entry.client_key := wanted.client_key;
    entry.over_claim := coalesce(wanted.over_claim, false);
    entry.assigned_to := wanted.assigned_to;
    entry.due_at := wanted.due_at;
    entry.verdicts := case when jsonb_typeof(wanted.verdicts) <> 'null' then wanted.verdicts end;
    results := results || private.try_decision(entry);
  end loop;
  return results;
end
$function$;

comment on function public.moderate(decisions jsonb) is 'Decides about posts and comments: [{"item_type", "item_id", "version", "decision_seen", "decision", "reason_code", "note", "client_key", "over_claim", "assigned_to", "due_at", "verdicts"}]. Answers for each, in that order: applied, conflict (by whom, what, when) or refused (why). verdicts: [{"version", "verdict"}], upheld or dismissed, for reports about other versions than the one decided.';

grant execute on function public.moderate(decisions jsonb) to authenticated;
