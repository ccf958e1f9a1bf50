-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_price()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' then
    raise exception 'A price is never deleted; the next one takes its place.' using errcode = '42501';
  elsif to_jsonb(new) - array['valid_until', 'created_by'] <> to_jsonb(old) - array['valid_until', 'created_by']
    or old.valid_until is not null and new.valid_until is distinct from old.valid_until
    or new.created_by is distinct from old.created_by and new.created_by is not null then
    raise exception 'A price never changes; the next one takes its place.' using errcode = '42501';
  end if;
  return new;
end
$function$;

comment on function private.keep_price() is 'Trigger: a price is fixed once it is there.';
