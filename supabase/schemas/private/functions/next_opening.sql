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
  opening timestamptz;
begin
  if (from_time + interval '3 hours') at time zone zone < here + interval '3 hours' then
    -- The clock is about to be put back, which may open a window once more that is over.
    select min(q.at) into opening from (select from_time as at union all select * from generate_series(date_bin('15 minutes', from_time, 'epoch') + interval '15 minutes', from_time + interval '3 hours', interval '15 minutes')) q
    where (q.at at time zone zone)::time >= sequence.send_from and (q.at at time zone zone)::time < sequence.send_until and extract(isodow from q.at at time zone zone)::smallint = any (sequence.send_days);
    if opening is not null then
      return opening;
    end if;
  end if;
  for n in 0..15 loop
    day := here::date + n;
    continue when extract(isodow from day)::smallint <> all (sequence.send_days);
    if n = 0 and here::time >= sequence.send_from then
      if here::time < sequence.send_until then
        return from_time;
      end if;
      continue;
    end if;
    opening := private.first_moment(day + sequence.send_from, zone);
    if opening < from_time then
      opening := (day + sequence.send_from) at time zone zone;
    end if;
    -- On the day that the clock is put forward, a window may be over before it begins.
    if opening >= from_time and (opening at time zone zone)::date = day and (opening at time zone zone)::time < sequence.send_until then
      return opening;
    end if;
  end loop;
  return null;
end
$function$;

comment on function private.next_opening(sequence outreach_sequences, zone text, from_time timestamp with time zone) is 'The first moment from a moment on at which a sequence sends in a zone.';
