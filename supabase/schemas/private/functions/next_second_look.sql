-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.next_second_look()
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  look record;
  answer jsonb;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators take a second look.' using errcode = '42501';
  end if;
  select jsonb_build_object('left', count(*)) into answer from private.open_second_looks();
  select * into look from private.open_second_looks() limit 1;
  if not found then
    return answer;
  end if;
  return answer || jsonb_build_object('look', (
    select jsonb_build_object('id', look.id, 'item_type', case when look.post_id is not null then 'post' else 'comment' end,
      'title', coalesce(v.title, t.title), 'body', v.body, 'author_name', a.display_name, 'written_at', coalesce(p.created_at, c.created_at))
    from private.version_text(look.post_id, look.comment_id, look.version_seen) v
    left join public.community_posts p on p.id = look.post_id
    left join public.post_comments c on c.id = look.comment_id
    left join public.community_posts t on t.id = c.post_id
    left join public.profiles a on a.id = coalesce(p.user_id, c.user_id)
    limit 1));
end
$function$;

comment on function private.next_second_look() is 'The next decision that the moderator may judge again, without what was decided, and how many are left. Behind the public function of its name.';

grant execute on function private.next_second_look() to authenticated;
