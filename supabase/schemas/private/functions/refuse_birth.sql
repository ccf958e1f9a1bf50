-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_birth()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'Give a birth date between 1900 and today.' using errcode = '22023', detail = '{"field": "birth_date"}';
end
$function$;

comment on function private.refuse_birth() is 'Trigger: refuses a birth date on which nobody was born who is a member; only rows with such a one come to it.';
