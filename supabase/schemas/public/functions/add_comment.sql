-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.add_comment(comment_id uuid, target text, record text, body text, mentions uuid[] DEFAULT '{}'::uuid[])
 RETURNS record_comments
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  made public.record_comments;
begin
  if not (select private.is_staff()) then
    raise exception 'Only the staff may comment.' using errcode = '42501';
  end if;
  if add_comment.comment_id is null or target is null or record is null or private.said(add_comment.body) is null then
    raise exception 'Write something first.' using errcode = '22023', detail = '{"field": "body"}';
  end if;
  select * into made from public.record_comments c where c.id = add_comment.comment_id and c.author_id = (select auth.uid());
  if found then
    return made;
  end if;
  insert into public.record_comments (id, table_name, record_id, body, author_id)
  values (add_comment.comment_id, target, record, add_comment.body, (select auth.uid()))
  returning * into made;
  insert into public.comment_mentions (comment_id, person_id)
  select made.id, p.id from (select distinct unnest(coalesce(add_comment.mentions, '{}')) as id) p where p.id is not null;
  return made;
end
$function$;

comment on function public.add_comment(comment_id uuid, target text, record text, body text, mentions uuid[]) is 'Says something about a record and calls colleagues to it. The same key again gives the comment that is there.';

grant execute on function public.add_comment(comment_id uuid, target text, record text, body text, mentions uuid[]) to authenticated;
