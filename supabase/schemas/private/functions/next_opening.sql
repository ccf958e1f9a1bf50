-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.next_opening(sequence outreach_sequences, zone text, from_time timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  here constant timestamp := from_time at time zone zone;
  day date;
begin
  for n in 0..8 loop
    day := here::date + n;
    continue when extract(isodow from day)::smallint <> all (sequence.send_days);
    if n > 0 or here::time < sequence.send_from then
      return (day + sequence.send_from) at time zone zone;
    elsif here::time < sequence.send_until then
      return from_time;
    end if;
  end loop;
end
$function$;
