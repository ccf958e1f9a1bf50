-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_mention()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  person public.staff_members;
begin
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.comment_id := old.comment_id;
    new.person_id := old.person_id;
    new.created_at := old.created_at;
    new.read_at := case when new.read_at is null then null else coalesce(old.read_at, now()) end;
    return new;
  end if;
  if auth.uid() is not null then
    new.created_at := now();
    new.read_at := null;
    select * into person from public.staff_members s where s.user_id = new.person_id and s.active;
    if not found or not exists (
      select from public.record_comments c join private.audit_readers r on r.table_name = c.table_name
      where c.id = new.comment_id and person.roles && (r.roles || array['admin'])
    ) then
      raise exception '% cannot open this record and would not see the comment.', coalesce(person.full_name, 'This person')
        using errcode = '23514', detail = '{"field": "body"}';
    end if;
  end if;
  return new;
end
$function$;
