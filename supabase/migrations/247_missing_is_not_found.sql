-- A record that does not exist is answered with HTTP 404: PostgREST answers P0002 with 500, as if the server had failed, so that
-- a webhook repeats a call that can never succeed. Every function raises PT404 in its place, and what handled one handles both.

do $do$
declare
  one record;
begin
  for one in
    select pg_get_functiondef(p.oid) as definition from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and p.prokind = 'f' and p.prosrc ~ '''P0002''|\mno_data_found\M(?! or sqlstate ''PT404'')'
    order by p.oid
  loop
    execute regexp_replace(replace(one.definition, '''P0002''', '''PT404'''),
      '\mno_data_found\M(?! or sqlstate ''PT404'')', 'no_data_found or sqlstate ''PT404''', 'g');
  end loop;
end
$do$;
