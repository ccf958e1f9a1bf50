-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.list_member()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.member_directory as d (id, display_name, email, city, country, state, last_active_at, created_at)
  values (new.id, new.display_name, new.email, new.city, new.country, new.state, new.last_active_at, new.created_at)
  on conflict (id) do update set display_name = excluded.display_name, email = excluded.email, city = excluded.city, country = excluded.country,
    state = excluded.state, last_active_at = excluded.last_active_at, created_at = excluded.created_at
  where (d.display_name, d.email, d.city, d.country, d.state, d.last_active_at, d.created_at)
    is distinct from (excluded.display_name, excluded.email, excluded.city, excluded.country, excluded.state, excluded.last_active_at, excluded.created_at);
  return null;
end
$function$;

comment on function private.list_member() is 'Trigger: the directory says of a member what their profile does.';
