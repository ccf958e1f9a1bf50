-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.punycode(label text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  digits constant text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  points constant integer[] := array(select ascii(c) from regexp_split_to_table(label, '') with ordinality s (c, n) order by n);
  basic constant text := array_to_string(array(select chr(p) from unnest(points) with ordinality u (p, o) where p < 128 order by o), '');
  output text := case when basic <> '' then basic || '-' else '' end;
  n integer := 128;
  delta bigint := 0;
  bias integer := 72;
  handled integer := length(basic);
  first_time boolean := true;
  next_point integer;
  point integer;
  q bigint;
  k integer;
  t integer;
begin
  while handled < cardinality(points) loop
    select min(p) into next_point from unnest(points) p where p >= n;
    delta := delta + (next_point - n)::bigint * (handled + 1);
    n := next_point;
    foreach point in array points loop
      if point < n then
        delta := delta + 1;
      elsif point = n then
        q := delta;
        k := 36;
        loop
          t := greatest(1, least(26, k - bias));
          exit when q < t;
          output := output || substr(digits, (t + (q - t) % (36 - t))::integer + 1, 1);
          q := (q - t) / (36 - t);
          k := k + 36;
        end loop;
        output := output || substr(digits, q::integer + 1, 1);
        delta := case when first_time then delta / 700 else delta / 2 end;
        delta := delta + delta / (handled + 1);
        k := 0;
        while delta > 455 loop
          delta := delta / 35;
          k := k + 36;
        end loop;
        bias := (k + 36 * delta / (delta + 38))::integer;
        first_time := false;
        delta := 0;
        handled := handled + 1;
      end if;
    end loop;
    delta := delta + 1;
    n := n + 1;
  end loop;
  return output;
end
$function$;

comment on function private.punycode(label text) is 'The letters of a part of a domain in ASCII (RFC 3492).';

grant execute on function private.punycode(label text) to authenticated;
grant execute on function private.punycode(label text) to service_role;
