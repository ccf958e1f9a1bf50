-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_mention()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  caller constant text := current_setting('request.jwt.claims', true);
  caller_id constant text := current_setting('request.jwt.claim.sub', true);
  person public.staff_members;
  sees boolean;
begin
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.comment_id := old.comment_id;
    new.person_id := old.person_id;
    new.created_at := old.created_at;
    new.read_at := case when new.read_at is null then null else coalesce(old.read_at, now()) end;
    return new;
  end if;
  if auth.uid() is null then
    return new;
  end if;
  new.created_at := now();
  new.read_at := null;
  select * into person from public.staff_members s where s.user_id = new.person_id;
  if found and not person.active then
    raise exception '% has no access to the console any more and would not see the comment.', person.full_name
      using errcode = '23514', detail = '{"field": "body"}';
  end if;
  -- The comment as row security shows it to the person called, whose records it asks for as they would.
  perform set_config('request.jwt.claims', jsonb_build_object('sub', new.person_id, 'role', 'authenticated')::text, true),
    set_config('request.jwt.claim.sub', new.person_id::text, true);
  sees := exists (select from public.record_comments c where c.id = new.comment_id);
  perform set_config('request.jwt.claims', coalesce(caller, ''), true), set_config('request.jwt.claim.sub', coalesce(caller_id, ''), true);
  if not sees then
    raise exception '% cannot open this record and would not see the comment.', coalesce(person.full_name, 'This person')
      using errcode = '23514', detail = '{"field": "body"}';
  end if;
  return new;
end
$function$;

comment on function private.check_mention() is 'Trigger: a person may be named in a comment only where they may read the record.';
