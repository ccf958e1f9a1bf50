-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.carry_out_decision()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  plain boolean := coalesce(current_setting('app.deciding', true), '') = 'plain';
  operation text := coalesce(current_setting('app.operation', true), '');
  reason text := coalesce(current_setting('app.reason', true), '');
begin
  if auth.uid() is null then
    return null;
  end if;
  -- The history of the item and of the reports tells why, too.
  if reason = '' then
    perform set_config('app.reason', coalesce(
      concat_ws(': ', case when new.decision = 'undo' then 'Undo' end, (select r.label from public.moderation_reasons r where r.code = new.reason_code), new.note), ''), true);
  end if;
  if new.state_after <> new.state_before and not plain then
    perform set_config('app.deciding', new.decision, true),
      set_config('app.taking_back', case when new.decision = 'undo' then coalesce(new.post_id, new.comment_id)::text else '' end, true);
    if new.post_id is not null then
      update public.community_posts p
      set state = new.state_after, published_at = case when new.state_after = 'pending' then null else p.published_at end
      where p.id = new.post_id;
    else
      update public.post_comments c set state = new.state_after where c.id = new.comment_id;
    end if;
    perform set_config('app.deciding', '', true), set_config('app.taking_back', '', true);
  end if;
  -- They follow the item: not part of a bulk change, which would otherwise take them back one by one.
  perform set_config('app.operation', '', true);
  update public.content_reports r set state = c.after
  from jsonb_to_recordset(new.reports_changed) c (id uuid, after text)
  where r.id = c.id;
  perform set_config('app.operation', operation, true), set_config('app.reason', reason, true);
  delete from public.moderation_claims c
  where c.post_id = new.post_id or c.comment_id = new.comment_id;
  return null;
end
$function$;
