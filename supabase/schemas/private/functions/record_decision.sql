-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.record_decision()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  is_post boolean := tg_table_name = 'community_posts';
  undone public.moderation_decisions;
  kind text := case new.state
    when 'published' then case old.state when 'pending' then 'approve' else 'restore' end
    when 'hidden' then 'hide' when 'removed' then 'remove' end;
begin
  if new.state = old.state or auth.uid() is null or coalesce(current_setting('app.deciding', true), '') <> ''
    or not (select private.has_role('moderator')) then
    return new;
  end if;
  -- bulk_undo takes its changes back in this name.
  if current_setting('app.reason', true) = 'Undo of a bulk change' then
    undone := private.last_decision(case when is_post then new.id end, case when not is_post then new.id end, false);
    if undone.state_before = new.state and undone.state_after = old.state and undone.decision <> 'undo' and undone.version_seen = old.version then
      kind := 'undo';
      perform set_config('app.taking_back', new.id::text, true);
    end if;
  end if;
  if kind is not null then
    perform set_config('app.deciding', 'plain', true);
    insert into public.moderation_decisions (post_id, comment_id, decision, note, moderator_id, version_seen, state_before, state_after, undoes_id)
    values (case when is_post then new.id end, case when not is_post then new.id end, kind,
      nullif(current_setting('app.reason', true), ''), auth.uid(), old.version, old.state, new.state, case when kind = 'undo' then undone.id end);
    perform set_config('app.deciding', '', true);
  end if;
  return new;
end
$function$;
