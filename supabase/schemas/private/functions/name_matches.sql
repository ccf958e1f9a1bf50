-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.name_matches()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.match_names (match_id, search)
    select m.id, a.search || ' ' || b.search
    from public.matches m
    join public.profiles a on a.id = m.user_a
    join public.profiles b on b.id = m.user_b
    where case tg_table_name when 'matches' then m.id = new.id else new.id in (m.user_a, m.user_b) end
    on conflict (match_id) do update set search = excluded.search;
  return null;
end
$function$;
