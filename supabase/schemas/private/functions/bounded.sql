-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bounded(at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if at is null or at not between '2000-01-01' and '2100-01-01' then
    raise exception 'Choose a time between 2000 and 2100.' using errcode = '22023', detail = '{"field": "as_of"}';
  end if;
  return at;
end
$function$;

comment on function private.bounded(at timestamp with time zone) is 'A time that can be meant; others are refused.';

grant execute on function private.bounded(at timestamp with time zone) to authenticated;
grant execute on function private.bounded(at timestamp with time zone) to service_role;
