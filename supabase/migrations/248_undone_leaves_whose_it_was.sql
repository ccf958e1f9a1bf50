-- A verdict that is taken back leaves the one before it as it was: also whose it was, and when it was given.
alter table public.bot_reviews
  add column if not exists reviewed_by_before uuid,
  add column if not exists reviewed_at_before timestamptz;
alter table public.bot_reviews drop constraint if exists bot_reviews_finite;
alter table public.bot_reviews add constraint bot_reviews_finite check (isfinite(reviewed_at_before));
comment on column public.bot_reviews.reviewed_by_before is 'Who had given the verdict that held before this one.';
comment on column public.bot_reviews.reviewed_at_before is 'When the verdict that held before this one was given.';

create or replace function private.only_review()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  -- What is computed is not there yet before the row is written.
  free constant text[] := array['review', 'review_note', 'reviewed_by', 'reviewed_at', 'reverted_at', 'updated_at', 'search', 'folded', 'sort_name', 'error_group'];
begin
  if coalesce(private.context('door'), '') in ('erase', 'merge') then
    if private.context('door') = 'erase' then
      new.changed := null;
    end if;
    return new;
  end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'What a bot did cannot be changed; only its review can.' using errcode = '42501';
  end if;
  if private.context('door') = 'undo_review' then
    return new;
  end if;
  if new.review is distinct from old.review and auth.uid() is not null then
    new.reviewed_by := case when new.review = 'unreviewed' then null else auth.uid() end;
    new.reviewed_at := case when new.review = 'unreviewed' then null else clock_timestamp() end;
  end if;
  return new;
end
$function$;

create or replace function private.record_bot_review(entry bot_reviews, version timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  act public.bot_actions_log;
  made public.bot_reviews;
  latest public.bot_reviews;
  undone public.bot_reviews;
  here jsonb;
  door constant text := private.context('door');
begin
  if not (select private.has_any_role(array['moderator', 'growth'])) then
    raise exception 'Only moderators and growth review what bots do.' using errcode = '42501';
  end if;
  select * into act from public.bot_actions_log l where l.id = entry.action_id for update;
  if not found then
    raise exception 'There is no such action.' using errcode = 'PT404';
  end if;
  select * into made from public.bot_reviews r where r.client_key = entry.client_key;
  if made.id is not null then
    if made.reviewer_id <> auth.uid() or made.action_id <> act.id or made.decision <> entry.decision then
      perform private.raise_refusal('This key belongs to another decision.', 'client_key');
    end if;
    return private.bot_review_facts(made) || '{"repeated": true}';
  end if;
  select * into latest from public.bot_reviews r where r.action_id = act.id order by r.id desc limit 1;
  here := jsonb_build_object('state', act.review, 'decision_seen', latest.id);
  if entry.decision = 'undo' then
    select * into undone from public.bot_reviews r where r.id = entry.undoes_id and r.action_id = act.id;
    if undone.id is null then
      raise exception 'There is no such decision to take back.' using errcode = 'PT404';
    elsif undone.decision = 'undo' then
      perform private.raise_refusal('An undo is not taken back: decide anew.', 'undoes_id');
    end if;
    entry.decision_seen := undone.id;
  end if;
  if latest.id > coalesce(entry.decision_seen, 0) then
    perform private.raise_conflict(case when latest.undoes_id = undone.id then 'undone' else 'decided' end,
      format(case when latest.undoes_id = undone.id then '%s has taken it back already.' else '%s was faster: %s.' end,
        (select s.full_name from public.staff_members s where s.user_id = latest.reviewer_id),
        case latest.decision when 'confirm' then 'confirmed' when 'undo' then 'taken back' when 'attention' then 'marked' else 'overturned' end
          || coalesce(' (“' || left(latest.note, 200) || '”)', '')),
      private.bot_review_facts(latest) || here);
  elsif version is not null and act.updated_at <> version then
    perform private.raise_conflict('reviewed', 'Somebody else reviewed it meanwhile.', here);
  end if;
  -- What nobody can see is no reason.
  entry.note := private.said(entry.note);
  if entry.decision in ('overturn', 'revert') and entry.note is null then
    perform private.raise_refusal('Say why it was wrong.', 'reason');
  elsif char_length(entry.note) > 2000 then
    perform private.raise_refusal('Say it in 2,000 characters at most.', 'reason');
  elsif entry.decision = 'revert' and act.changed is null then
    perform private.raise_refusal('It changed nothing that can be put back.', 'decision');
  elsif entry.decision = 'revert' and act.reverted_at is not null then
    perform private.raise_refusal('It is put back already.', 'decision');
  end if;
  entry.state_after := case entry.decision when 'confirm' then 'confirmed' when 'attention' then 'needs_attention' when 'undo' then undone.state_before else 'overturned' end;
  if entry.decision in ('confirm', 'attention') and act.reverted_at is not null then
    perform private.raise_refusal('What it changed was put back: it stays overturned.', 'decision');
  elsif entry.decision <> 'undo' and entry.decision <> 'revert' and act.review = entry.state_after then
    perform private.raise_refusal(format('It is %s already.', case act.review when 'needs_attention' then 'marked' else act.review end), 'decision');
  end if;
  insert into public.bot_reviews (action_id, decision, note, reviewer_id, decision_seen, state_before, state_after, note_before, reviewed_by_before, reviewed_at_before, undoes_id, client_key, created_at)
  values (act.id, entry.decision, entry.note, auth.uid(), entry.decision_seen, act.review, entry.state_after, act.review_note, act.reviewed_by, act.reviewed_at, entry.undoes_id, entry.client_key, clock_timestamp())
  returning * into made;
  -- What holds again was said by whoever said it, not by who took back what came after.
  if undone.reviewed_at_before is not null then
    perform private.set_context('door', 'undo_review');
  end if;
  update public.bot_actions_log l set review = made.state_after,
    reviewed_by = case when undone.reviewed_at_before is null then l.reviewed_by else undone.reviewed_by_before end,
    reviewed_at = coalesce(undone.reviewed_at_before, l.reviewed_at),
    review_note = case when made.decision = 'undo' then undone.note_before else coalesce(made.note, case when made.state_after = l.review then l.review_note end) end,
    reverted_at = case when made.decision = 'revert' then made.created_at when undone.decision = 'revert' then null else l.reverted_at end
  where l.id = act.id;
  perform private.set_context('door', door);
  return private.bot_review_facts(made) || jsonb_build_object('repeated', false, 'moves', case when made.decision = 'revert' then 'back' when undone.decision = 'revert' then 'forth' end);
end
$function$;

-- What was decided until now: the verdict before it is the latest that was not taken back and led to the same state.
alter table public.bot_reviews disable trigger append_only;
alter table public.bot_reviews disable trigger audit;
update public.bot_reviews r set reviewed_by_before = e.reviewer_id, reviewed_at_before = e.created_at
from public.bot_reviews r2 cross join lateral (
  select b.reviewer_id, b.created_at from public.bot_reviews b
  where b.action_id = r2.action_id and b.id < r2.id and b.decision <> 'undo' and b.state_after = r2.state_before
    and not exists (select from public.bot_reviews u where u.undoes_id = b.id and u.id < r2.id)
  order by b.id desc limit 1
) e
where r2.id = r.id and r.decision <> 'undo' and r.state_before <> 'unreviewed' and r.reviewed_at_before is null;
alter table public.bot_reviews enable always trigger append_only;
alter table public.bot_reviews enable trigger audit;
alter table public.bot_actions_log disable trigger user;
update public.bot_actions_log l set reviewed_by = b.reviewed_by_before, reviewed_at = b.reviewed_at_before
from public.bot_reviews u join public.bot_reviews b on b.id = u.undoes_id
where u.action_id = l.id and not exists (select from public.bot_reviews n where n.action_id = l.id and n.id > u.id)
  and l.review = b.state_before and b.reviewed_at_before is not null and (l.reviewed_by, l.reviewed_at) is distinct from (b.reviewed_by_before, b.reviewed_at_before);
alter table public.bot_actions_log enable trigger user;
