-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.sanction_items(member uuid, hide_pending boolean)
 RETURNS TABLE(item_type text, item_id uuid, title text, excerpt text, state_before text, state_after text, version integer)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select 'post', p.id, p.title, left(regexp_replace(p.body, '\s+', ' ', 'g'), 200), p.state, 'hidden', p.version
  from public.community_posts p
  where hide_pending and p.user_id = member and p.state = 'pending'
  union all
  select 'comment', c.id, p.title, left(regexp_replace(c.body, '\s+', ' ', 'g'), 200), c.state, 'hidden', c.version
  from public.post_comments c join public.community_posts p on p.id = c.post_id
  where hide_pending and c.user_id = member and c.state = 'pending'
  order by 1, 2
$function$;

grant execute on function private.sanction_items(member uuid, hide_pending boolean) to authenticated;
