-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.merged_bands(sizes bigint[])
 RETURNS integer[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  groups integer[] := array_fill(1, array[coalesce(cardinality(sizes), 0)]);
  pending bigint := 0;
  latest integer := 1;
begin
  -- From the highest band down each joins those above it until five are together; a rest below five joins the last of those.
  for nth in reverse coalesce(cardinality(sizes), 0) .. 1 loop
    groups[nth] := latest;
    pending := pending + sizes[nth];
    if pending >= 5 and (select coalesce(sum(s), 0) from unnest(sizes[1:nth - 1]) s) >= 5 then
      latest := latest + 1;
      pending := 0;
    end if;
  end loop;
  return groups;
end
$function$;

comment on function private.merged_bands(sizes bigint[]) is 'Puts bands of fewer than five together with their neighbours: the group of each, counted from the highest band.';

grant execute on function private.merged_bands(sizes bigint[]) to authenticated;
