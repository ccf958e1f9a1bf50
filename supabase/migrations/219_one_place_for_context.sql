-- What one transaction knows of its own cause is set and read in one place, by a name for each meaning. Functions that wrote and
-- read settings by themselves, sixty times over, are rewritten to call it; what they do stays the same.

create or replace function private.set_context(meaning text, value text) returns void
language plpgsql set search_path to '' as $$
begin
  if not (meaning in ('reason', 'operation', 'import', 'door', 'photo', 'taking_back', 'suppressing', 'gate_asker') or meaning ~ '^gate_[0-9a-f]{32}_') then
    raise exception 'A transaction has no context called "%".', meaning using errcode = '22023';
  end if;
  perform set_config('app.' || meaning, coalesce(value, ''), true);
end
$$;
comment on function private.set_context(text, text) is 'Notes for the rest of this transaction what its changes are part of: `reason`, `operation` and `import` go into the log; `door` names the function at work, for triggers that let it do what nobody else may; `photo` and `taking_back` name the one photo or item that a decision moves; `suppressing` spares triggers that look for suppressions; `gate_…` is what the gate has found out in this statement.';

create or replace function private.context(meaning text) returns text language sql stable
  return nullif(current_setting('app.' || meaning, true), '');
comment on function private.context(text) is 'What was noted for this transaction by `private.set_context`; null where nothing was.';

revoke execute on function private.set_context(text, text), private.context(text) from public;
grant execute on function private.set_context(text, text), private.context(text) to authenticated, service_role;

do $do$
declare
  one record;
  before text;
  written text;
  from_here integer;
  depth integer;
  quoted boolean;
  sign text;
begin
  for one in
    select p.oid, pg_get_functiondef(p.oid) as definition from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and p.proname not in ('set_context', 'context') and p.prosrc ~ '(set_config|current_setting)\((''app\.|place)'
  loop
    written := regexp_replace(one.definition, 'current_setting\(''app\.([a-z_]+)'', true\)', 'private.context(''\1'')', 'g');
    written := regexp_replace(written, 'nullif\(private\.context\((''[a-z_]+'')\), ''''\)', 'private.context(\1)', 'g');
    -- The cache of the gate has a name for each sequence and country.
    written := replace(replace(written, 'format(''app.gate_', 'format(''gate_'), 'current_setting(place, true)', 'private.context(place)');
    loop
      before := substring(written from '^(.*?)(?<![a-z_.])set_config\((?:''app\.|place)');
      exit when before is null;
      -- Up to the bracket that closes the call; the last argument, which says that it ends with the transaction, goes.
      from_here := length(before) + length('set_config(') + 1;
      depth := 1;
      quoted := false;
      for at in from_here .. length(written) loop
        sign := substr(written, at, 1);
        if sign = '''' then
          quoted := not quoted;
        elsif not quoted then
          depth := depth + case sign when '(' then 1 when ')' then -1 else 0 end;
        end if;
        if depth = 0 then
          written := before || 'private.set_context('
            || regexp_replace(regexp_replace(substr(written, from_here, at - from_here), '^''app\.', ''''), ',\s*true$', '') || substr(written, at);
          exit;
        end if;
      end loop;
    end loop;
    execute written;
  end loop;

  for one in
    select t.tgname, t.tgenabled, t.tgrelid::regclass as of, pg_get_triggerdef(t.oid) as definition from pg_trigger t
    where not t.tgisinternal and pg_get_triggerdef(t.oid) ~ 'current_setting\(''app\.'
  loop
    execute regexp_replace(regexp_replace(one.definition, 'current_setting\(''app\.([a-z_]+)''::text, true\)', 'private.context(''\1'')', 'g'),
      '^CREATE (CONSTRAINT )?TRIGGER', 'CREATE OR REPLACE TRIGGER');
    if one.tgenabled = 'A' then
      execute format('alter table %s enable always trigger %I', one.of, one.tgname);
    end if;
  end loop;
end
$do$;
