-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_bot_review()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Only an erasure touches one: it takes the words and leaves the fact.
  if tg_op = 'UPDATE' and coalesce(private.context('door'), '') = 'erase'
    and to_jsonb(new) - array['note', 'note_before'] = to_jsonb(old) - array['note', 'note_before'] then
    return new;
  end if;
  raise exception 'A verdict stays as it was given: give another.' using errcode = '42501';
end
$function$;

comment on function private.keep_bot_review() is 'Trigger: verdicts on bots are added and never changed; an erasure empties their words.';
