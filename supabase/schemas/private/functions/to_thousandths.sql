-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.to_thousandths()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.confidence := round(new.confidence::numeric, 3);
  return new;
end
$function$;

comment on function private.to_thousandths() is 'Trigger: a confidence is kept to a tenth of a per cent.';
