-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.copies_of(words text, author uuid)
 RETURNS TABLE(item_type text, item_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.item_type, s.item_id from private.same_text(words, author) s where (select private.has_role('moderator'))
$function$;

comment on function private.copies_of(words text, author uuid) is 'For moderators: posts and comments of others with the same words, found by their index.';

grant execute on function private.copies_of(words text, author uuid) to authenticated;
