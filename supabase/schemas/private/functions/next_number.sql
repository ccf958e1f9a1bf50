-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.next_number(of_series text)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into private.document_counters as c (series, year, last)
  values (of_series, extract(year from clock_timestamp() at time zone 'UTC'), 1)
  on conflict (series, year) do update set last = c.last + 1
  returning format('%s-%s-%s', series, year, lpad(last::text, greatest(5, char_length(last::text)), '0'))
$function$;

comment on function private.next_number(of_series text) is 'The next number of a series of documents in this year, without gaps.';
