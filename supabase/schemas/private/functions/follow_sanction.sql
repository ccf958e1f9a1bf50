-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.follow_sanction()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform private.follow_sanctions(new.member_id);
  return null;
end
$function$;

comment on function private.follow_sanction() is 'Trigger: the state of a profile follows its sanctions.';
