-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.carry_out_decision()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  operation text := coalesce(private.context('operation'), '');
  reason text := coalesce(private.context('reason'), '');
  undone public.moderation_decisions;
  shown integer := new.shown_before;
  pending integer := new.pending_before;
  wanted record;
begin
  if auth.uid() is null then
    return null;
  end if;
  -- The history of the item and of the reports tells why, too.
  if reason = '' then
    perform private.set_context('reason', coalesce(
      concat_ws(': ', case when new.decision = 'undo' then 'Undo' end, (select r.label from public.moderation_reasons r where r.code = new.reason_code), new.note), ''));
  end if;

  case new.decision
    when 'approve' then
      shown := coalesce(new.pending_before, new.shown_before);
      pending := null;
    when 'hide', 'remove', 'decline_edit' then
      pending := null;
    when 'undo' then
      select d.* into undone from public.moderation_decisions d where d.id = new.undoes_id;
      shown := coalesce(undone.shown_before, new.shown_before);
      pending := undone.pending_before;
    else null;
  end case;
  if new.state_after <> new.state_before or shown <> new.shown_before or pending is distinct from new.pending_before then
    select * into wanted from private.version_text(new.post_id, new.comment_id, shown);
    if shown <> new.shown_before then
      insert into public.content_versions (post_id, comment_id, author_id, version, title, body, image_path, state, written_at, judged_at)
      select p.id, null, p.user_id, p.version, p.title, p.body, p.image_path, 'replaced', coalesce(p.edited_at, p.created_at), now()
      from public.community_posts p where p.id = new.post_id
      union all
      select null, c.id, c.user_id, c.version, null, c.body, null, 'replaced', coalesce(c.edited_at, c.created_at), now()
      from public.post_comments c where c.id = new.comment_id
      on conflict do nothing;
    end if;
    update public.content_versions v
    set state = case when v.version = pending then 'waiting' when v.version = shown then 'shown'
        when new.decision in ('hide', 'remove', 'decline_edit') then 'declined' else 'replaced' end,
      judged_at = case when v.version is distinct from pending then now() end
    where (v.post_id = new.post_id or v.comment_id = new.comment_id) and v.version in (shown, pending, new.shown_before, new.pending_before);
    perform private.set_context('taking_back', case when new.decision = 'undo' then coalesce(new.post_id, new.comment_id)::text else '' end);
    if new.post_id is not null then
      update public.community_posts p
      set state = new.state_after, published_at = case when new.state_after = 'pending' then null else p.published_at end,
        title = wanted.title, body = wanted.body, image_path = wanted.image_path, version = shown, pending_version = pending,
        edited_at = case when shown > new.shown_before then clock_timestamp() else p.edited_at end
      where p.id = new.post_id;
    else
      update public.post_comments c
      set state = new.state_after, body = wanted.body, version = shown, pending_version = pending,
        edited_at = case when shown > new.shown_before then clock_timestamp() else c.edited_at end
      where c.id = new.comment_id;
    end if;
    perform private.set_context('taking_back', '');
  end if;
  -- They follow the item: not part of a bulk change, which would otherwise take them back one by one.
  perform private.set_context('operation', '');
  update public.content_reports r set state = c.after
  from jsonb_to_recordset(new.reports_changed) c (id uuid, after text)
  where r.id = c.id;
  perform private.set_context('operation', operation), private.set_context('reason', reason);
  delete from public.moderation_claims c
  where c.post_id = new.post_id or c.comment_id = new.comment_id;
  return null;
end
$function$;

comment on function private.carry_out_decision() is 'Trigger: a decision changes the state of what it is about.';
