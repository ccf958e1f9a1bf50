-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.members_in(starts timestamp with time zone[], kind text)
 RETURNS TABLE(nth integer, members bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO ''
AS $function$
begin
  if private.are_days(starts) then
    return query select w.nth, w.members from private.window_counts(starts, kind) w;
  else
    return query select b.nth, sum(bit_count(b.bits))::bigint from private.active_bits(starts, kind) b group by 1;
  end if;
end
$function$;

comment on function private.members_in(starts timestamp with time zone[], kind text) is 'Distinct members of each period.';
