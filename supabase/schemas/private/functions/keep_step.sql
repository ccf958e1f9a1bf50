-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' then
    if exists (select from public.email_sends s where s.sequence_email_id = old.id) then
      raise exception 'This email was sent already, so it stays. Switch it off instead.' using errcode = '23514';
    end if;
    return old;
  end if;
  if tg_op = 'UPDATE' and new.position <> old.position and exists (select from public.email_sends s where s.sequence_email_id = old.id and s.state <> 'skipped') then
    raise exception 'An email that was sent already keeps its place: those enrolled are counted by it. Move the others, or duplicate the sequence.'
      using errcode = '23514', detail = '{"field": "position"}';
  end if;
  if tg_op = 'UPDATE' and (new.subject, new.body, new.preview_text) is distinct from (old.subject, old.body, old.preview_text) then
    new.version := old.version + 1;
  elsif tg_op = 'UPDATE' then
    new.version := old.version;
  end if;
  return new;
end
$function$;

comment on function private.keep_step() is 'Trigger: a step that was sent is not deleted and keeps its place; another text is another version.';
