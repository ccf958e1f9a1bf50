-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.switch_watched_word(word_id uuid, active boolean)
 RETURNS watched_words
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  word public.watched_words;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators switch watched words.' using errcode = '42501';
  end if;
  select * into word from public.watched_words w where w.id = word_id for update;
  if not found then
    raise exception 'There is no such word.' using errcode = 'PT404';
  elsif switch_watched_word.active and word.tried_at is null then
    perform private.raise_refusal('Try it on the last 30 days first.', 'active');
  end if;
  update public.watched_words w set active = switch_watched_word.active where w.id = word.id returning * into word;
  return word;
end
$function$;

comment on function private.switch_watched_word(word_id uuid, active boolean) is 'Switches a watched word on, once it was tried, or off. Behind the public function of its name.';

grant execute on function private.switch_watched_word(word_id uuid, active boolean) to authenticated;
