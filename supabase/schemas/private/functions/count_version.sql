-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.count_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  is_post boolean := tg_table_name = 'community_posts';
  post uuid := case when is_post then new.id end;
  comment uuid := case when is_post then null else new.id end;
  was jsonb := to_jsonb(old);
  becomes jsonb := to_jsonb(new);
  number integer;
  rule uuid;
begin
  if (becomes -> 'title', becomes -> 'body', becomes -> 'image_path') is not distinct from (was -> 'title', was -> 'body', was -> 'image_path')
    -- A decision puts another version there.
    or new.version <> old.version then
    return new;
  end if;
  if current_user = 'authenticated' and old.user_id is distinct from auth.uid() then
    raise exception 'What a member wrote is hidden or removed, not rewritten.' using errcode = '42501';
  end if;
  number := private.next_version(post, comment, old.version);
  if current_user in ('authenticated', 'service_role') and old.state = 'published' then
    if was -> 'image_path' is not distinct from becomes -> 'image_path' then
      rule := private.trusting_rule(post, comment, old.user_id,
        concat_ws(E'\n', was ->> 'title', was ->> 'body'), concat_ws(E'\n', becomes ->> 'title', becomes ->> 'body'));
    end if;
    if rule is null then
      perform private.keep_version(post, comment, old.user_id, number, becomes ->> 'title', becomes ->> 'body', becomes ->> 'image_path', 'waiting', null, clock_timestamp());
      new.body := old.body;
      if is_post then
        new.title := old.title;
        new.image_path := old.image_path;
      end if;
      new.pending_version := number;
      return new;
    end if;
  end if;
  perform private.keep_version(post, comment, old.user_id, old.version, was ->> 'title', was ->> 'body', was ->> 'image_path', 'replaced', rule,
    coalesce(old.edited_at, old.created_at));
  new.version := number;
  new.pending_version := null;
  new.edited_at := clock_timestamp();
  return new;
end
$function$;

comment on function private.count_version() is 'Trigger: an edited text is a new version.';
