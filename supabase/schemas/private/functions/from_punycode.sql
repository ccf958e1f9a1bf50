-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.from_punycode(label text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  digits constant text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  dash constant integer := case when position('-' in label) > 0 then length(label) - position('-' in reverse(label)) + 1 else 0 end;
  points integer[] := case when dash > 1
    then array(select ascii(c) from regexp_split_to_table(left(label, dash - 1), '') with ordinality s (c, o) order by o) else '{}' end;
  rest constant text := substr(label, dash + 1);
  n integer := 128;
  i bigint := 0;
  earlier bigint;
  bias integer := 72;
  w bigint;
  k integer;
  t integer;
  digit integer;
  delta bigint;
  size integer;
  place integer := 1;
begin
  while place <= length(rest) loop
    earlier := i;
    w := 1;
    k := 36;
    loop
      if place > length(rest) then
        return null;
      end if;
      digit := position(substr(rest, place, 1) in digits) - 1;
      place := place + 1;
      if digit < 0 or w > 2147483647 then
        return null;
      end if;
      i := i + digit * w;
      t := greatest(1, least(26, k - bias));
      exit when digit < t;
      w := w * (36 - t);
      k := k + 36;
    end loop;
    size := cardinality(points) + 1;
    delta := case when earlier = 0 then (i - earlier) / 700 else (i - earlier) / 2 end;
    delta := delta + delta / size;
    k := 0;
    while delta > 455 loop
      delta := delta / 35;
      k := k + 36;
    end loop;
    bias := (k + 36 * delta / (delta + 38))::integer;
    if n + i / size > 1114111 or n + i / size between 55296 and 57343 then
      return null;
    end if;
    n := (n + i / size)::integer;
    i := i % size;
    points := points[:i::integer] || n || points[i::integer + 1:];
    i := i + 1;
  end loop;
  return array_to_string(array(select chr(p) from unnest(points) with ordinality u (p, o) order by o), '');
end
$function$;

comment on function private.from_punycode(label text) is 'The letters behind a part of a domain in punycode; null for what is none.';

grant execute on function private.from_punycode(label text) to authenticated;
grant execute on function private.from_punycode(label text) to service_role;
