-- Watched words hid behind a capital I (“paypaI”), a digit (“wh4tsapp”) or spaces (“w h a t s a p p”).

-- Not in SQL: as part of a query, what it asks first is computed anew for each of its questions, which takes five times as long.
create or replace function private.spellings(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  plain constant text := private.plain_text(written);
  read_as text := plain;
begin
  if written ~ '[a-z]I' then
    read_as := read_as || private.plain_text(regexp_replace(written, '(?<=[a-z])I', 'l', 'g'));
  end if;
  if plain ~ '[a-z][013457]|[013457][a-z]' then
    read_as := read_as || translate(plain, '013457', 'oleast') || translate(plain, '013457', 'oieast');
  end if;
  if plain ~ ' [a-z] [a-z] [a-z] [a-z] ' then
    read_as := read_as || regexp_replace(plain, '(?<= [a-z]) (?=[a-z] )', '', 'g');
  end if;
  return read_as;
end
$$;
comment on function private.spellings(text) is 'A text as watched words are looked for in it, followed by how else it can be read: a capital I as l, digits as letters, letters set apart as one word.';
revoke all on function private.spellings(text) from public, anon, authenticated, service_role;

create or replace function private.words_in(words text) returns setof public.watched_words
language sql stable security definer set search_path = '' as $$
  select w.* from (select private.spellings(words) as plain offset 0) t join public.watched_words w
    on w.active and case when w.needle is not null then strpos(t.plain, w.needle) > 0 else t.plain ~ w.matcher end
$$;

create or replace function private.try_watched_word(word_id uuid) returns public.watched_words
language plpgsql security definer set search_path = '' as $$
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
    raise exception 'There is no such word.' using errcode = 'P0002';
  end if;
  select count(*), count(*) filter (where i.state in ('hidden', 'removed')) into held, removed
  from (
    select p.state, concat_ws(' ', p.title, p.body) as words from public.community_posts p where p.created_at > now() - interval '30 days'
    union all
    select c.state, c.body from public.post_comments c where c.created_at > now() - interval '30 days'
  ) i
  where case when word.needle is not null then strpos(private.spellings(i.words), word.needle) > 0 else private.spellings(i.words) ~ word.matcher end;
  update public.watched_words w set tried_at = clock_timestamp(), tried_held = held, tried_removed = removed
  where w.id = word.id and w.pattern = word.pattern returning * into word;
  return word;
end
$$;

select private.refresh_waiting(w.item_type, w.item_id) from public.moderation_waiting w where w.waiting_since is not null and w.item_type in ('post', 'comment');
