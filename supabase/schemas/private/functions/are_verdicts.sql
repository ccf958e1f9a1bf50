-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.are_verdicts(verdicts jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if jsonb_typeof(verdicts) is distinct from 'array' or jsonb_array_length(verdicts) > 100 then
    return false;
  end if;
  return not exists (
    select from jsonb_array_elements(verdicts) e
    where jsonb_typeof(e) <> 'object' or not coalesce(e ->> 'verdict' in ('upheld', 'dismissed'), false)
      or jsonb_typeof(e -> 'version') not in ('number', 'null') or e ->> 'version' !~ '^[1-9][0-9]{0,8}$');
end
$function$;

comment on function private.are_verdicts(verdicts jsonb) is 'Whether a document says of versions whether the reports about them were right: [{"version", "verdict"}].';

grant execute on function private.are_verdicts(verdicts jsonb) to authenticated;
grant execute on function private.are_verdicts(verdicts jsonb) to service_role;
