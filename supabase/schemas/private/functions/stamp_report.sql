-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_report()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  author uuid;
  standing integer;
  changed timestamptz;
begin
  if tg_op = 'UPDATE' then
    if auth.uid() is not null and new.state <> old.state then
      new.decided_by := case when new.state = 'open' then null else auth.uid() end;
      new.decided_at := case when new.state = 'open' then null else clock_timestamp() end;
    end if;
    return new;
  end if;
  if new.post_id is not null then
    select p.user_id, p.version, p.edited_at into author, standing, changed from public.community_posts p where p.id = new.post_id;
  else
    select c.user_id, c.version, c.edited_at into author, standing, changed from public.post_comments c where c.id = new.comment_id;
  end if;
  if author = new.reporter_id then
    raise exception 'You wrote this yourself.' using errcode = '23514', detail = '{"field": "reporter_id"}';
  end if;
  new.item_version := coalesce(new.item_version, standing, 1);
  -- What the system brings along is taken as it is.
  if auth.uid() is null and auth.role() is distinct from 'service_role' then
    return new;
  end if;
  if not exists (select from private.report_reasons() r where r.code = new.category)
    and not exists (select from public.moderation_reasons r where r.code = new.category and r.active and r.decisions && array['hide', 'remove']) then
    raise exception 'Choose one of the reasons.' using errcode = '23514', detail = '{"field": "category"}';
  end if;
  -- What they had before them may have been replaced while they wrote: it is named, if it stood there within a day.
  if standing is not null and not (new.item_version < standing and changed > now() - interval '1 day' and exists (
    select from public.content_versions v where (v.post_id = new.post_id or v.comment_id = new.comment_id) and v.version = new.item_version and v.state = 'replaced')) then
    new.item_version := standing;
  end if;
  return new;
end
$function$;

comment on function private.stamp_report() is 'Trigger: who closed a report, and when.';
