-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_version(post uuid, comment uuid, author uuid, number integer, title text, body text, image_path text, state text, rule uuid, written_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if auth.uid() is not null and auth.uid() <> author then
    raise exception 'This is not yours to edit.' using errcode = '42501';
  end if;
  update public.content_versions v set state = 'superseded'
  where (v.post_id = post or v.comment_id = comment) and v.state = 'waiting';
  update public.content_versions v set state = keep_version.state, trust_rule_id = coalesce(rule, v.trust_rule_id)
  where (v.post_id = post or v.comment_id = comment) and v.version = number;
  if not found then
    insert into public.content_versions (post_id, comment_id, author_id, version, title, body, image_path, state, trust_rule_id, written_at)
    values (post, comment, author, number, keep_version.title, keep_version.body, keep_version.image_path, keep_version.state, rule, keep_version.written_at);
  end if;
end
$function$;

comment on function private.keep_version(post uuid, comment uuid, author uuid, number integer, title text, body text, image_path text, state text, rule uuid, written_at timestamp with time zone) is 'Keeps the text of a post or comment as a version; an edit that still waits gives way to it.';

grant execute on function private.keep_version(post uuid, comment uuid, author uuid, number integer, title text, body text, image_path text, state text, rule uuid, written_at timestamp with time zone) to authenticated;
grant execute on function private.keep_version(post uuid, comment uuid, author uuid, number integer, title text, body text, image_path text, state text, rule uuid, written_at timestamp with time zone) to service_role;
