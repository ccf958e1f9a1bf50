-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.name_matches()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  named uuid[];
begin
  if tg_table_name = 'matches' then
    named := array[new.id];
  else
    named := array(select m.id from public.matches m where m.user_a = new.id union select m.id from public.matches m where m.user_b = new.id);
  end if;
  insert into public.match_names (match_id, search)
    select m.id, a.search || ' ' || b.search
    from public.matches m
    join public.profiles a on a.id = m.user_a
    join public.profiles b on b.id = m.user_b
    where m.id = any (named)
    on conflict (match_id) do update set search = excluded.search;
  return null;
end
$function$;

comment on function private.name_matches() is 'Trigger: keeps the names that matches are searched by.';
