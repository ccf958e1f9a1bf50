-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_member_report()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if auth.uid() is not null and not exists (select from private.report_reasons() r where r.code = new.category) then
    perform private.raise_refusal('Choose one of the reasons.', 'category');
  end if;
  return new;
end
$function$;

comment on function private.check_member_report() is 'Trigger: members report for the reasons that report_reasons tells.';
