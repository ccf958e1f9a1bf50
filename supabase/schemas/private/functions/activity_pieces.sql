-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.activity_pieces(starts timestamp with time zone[], levels integer[])
 RETURNS TABLE(nth integer, minutes integer, lo timestamp with time zone, hi timestamp with time zone)
 LANGUAGE plpgsql
 IMMUTABLE ROWS 500
 SET search_path TO ''
AS $function$
declare
  epoch constant timestamptz := '2000-01-01Z';
  level integer;
  step interval;
  first timestamptz;
  last timestamptz;
  rest timestamptz[];
  left_over timestamptz[];
begin
  for n in 1 .. cardinality(starts) - 1 loop
    nth := n;
    rest := array[starts[n], starts[n + 1]];
    foreach level in array levels loop
      step := make_interval(mins => level);
      left_over := '{}';
      for i in 1 .. cardinality(rest) / 2 loop
        first := date_bin(step, rest[2 * i - 1] + step - interval '1 microsecond', epoch);
        last := date_bin(step, rest[2 * i], epoch);
        if first < last then
          minutes := level;
          lo := first;
          hi := last;
          return next;
          left_over := left_over || rest[2 * i - 1] || first || last || rest[2 * i];
        else
          left_over := left_over || rest[2 * i - 1] || rest[2 * i];
        end if;
      end loop;
      rest := left_over;
    end loop;
    minutes := 0;
    for i in 1 .. cardinality(rest) / 2 loop
      lo := rest[2 * i - 1];
      hi := rest[2 * i];
      if lo < hi then
        return next;
      end if;
    end loop;
  end loop;
end
$function$;

comment on function private.activity_pieces(starts timestamp with time zone[], levels integer[]) is 'Each period as the largest pieces that there are bits for; minutes are 0 where only the rows tell who was there.';
