-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_comment()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  row_now jsonb;
begin
  if tg_op = 'UPDATE' then
    new.id := old.id;
    new.table_name := old.table_name;
    new.record_id := old.record_id;
    new.record_label := old.record_label;
    new.author_id := old.author_id;
    new.created_at := old.created_at;
    return new;
  end if;
  if auth.uid() is not null then
    new.author_id := auth.uid();
    new.created_at := now();
    row_now := private.readable_record(new.table_name, new.record_id);
    if row_now is null then
      raise exception 'This record is not there any more, or is not for you.' using errcode = '42501';
    end if;
    new.record_label := left(coalesce(
      row_now ->> 'name', row_now ->> 'title', row_now ->> 'full_name', row_now ->> 'display_name',
      row_now ->> 'number', row_now ->> 'email', row_now ->> 'label', row_now ->> 'subject'), 120);
  end if;
  return new;
end
$function$;

comment on function private.stamp_comment() is 'Trigger: a comment is on a record that its author can read; its author, time and record''s name are set here and stay.';
