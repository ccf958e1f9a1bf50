-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.try_watched_word(word_id uuid)
 RETURNS watched_words
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  word public.watched_words;
  held integer;
  removed integer;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators try watched words.' using errcode = '42501';
  end if;
  select * into word from public.watched_words w where w.id = word_id;
  if not found then
    raise exception 'There is no such word.' using errcode = 'PT404';
  end if;
  select count(*), count(*) filter (where i.state in ('hidden', 'removed')) into held, removed
  from (
    select p.state, concat_ws(' ', p.title, p.body) as words from public.community_posts p where p.created_at > now() - interval '30 days'
    union all
    select c.state, c.body from public.post_comments c where c.created_at > now() - interval '30 days'
  ) i
  where private.has_word(private.spellings(i.words), word.needle, word.matcher);
  update public.watched_words w set tried_at = clock_timestamp(), tried_held = held, tried_removed = removed
  where w.id = word.id and w.pattern = word.pattern returning * into word;
  return word;
end
$function$;

comment on function private.try_watched_word(word_id uuid) is 'Notes with a watched word how many posts and comments of the last 30 days have it, and how many of those are hidden or removed. Behind the public function of its name.';

grant execute on function private.try_watched_word(word_id uuid) to authenticated;
