-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  f record;
begin
  select * into f from private.alert_figures() a where a.figure = new.figure;
  if not found then
    raise exception 'There is no figure of that name to draw a line on.' using errcode = '22023', detail = '{"field": "figure"}';
  elsif new.period <> all (f.periods) then
    raise exception 'This figure is counted by the month only.' using errcode = '22023', detail = '{"field": "period"}';
  elsif new.team <> all (f.teams) then
    raise exception 'This figure is not one of that team.' using errcode = '22023', detail = '{"field": "team"}';
  elsif f.subject is null and new.subject is not null then
    raise exception 'This figure is of everything: leave out of what.' using errcode = '22023', detail = '{"field": "subject"}';
  elsif f.subject = 'currency' and not exists (select from public.subscription_periods p where p.currency = new.subject) then
    raise exception 'Say in which currency: nothing was earned in that one.' using errcode = '22023', detail = '{"field": "subject"}';
  elsif f.subject = 'feature' and not exists (select from private.usage_sums s where s.feature = new.subject) then
    raise exception 'Say of which feature: nobody has used one of that name.' using errcode = '22023', detail = '{"field": "subject"}';
  end if;
  new.threshold := round(new.threshold, 2);
  if new.threshold < 0 or new.threshold >= 1000000000000 then
    raise exception 'A line is a number between 0 and 1,000,000,000,000.' using errcode = '22023', detail = '{"field": "threshold"}';
  end if;
  return new;
end
$function$;

comment on function private.check_line() is 'Trigger: refuses a line on what cannot be evaluated.';
