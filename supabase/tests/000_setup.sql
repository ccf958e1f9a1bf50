-- What the files beside this one stand on: pgTAP, people by name, and acting as one of them. It runs before them and stays.

begin;
create extension if not exists pgtap with schema extensions;
create schema if not exists tests;
grant usage on schema tests to public;

-- The same id for the same name in all of a file.
create or replace function tests.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;

-- Plays somebody for the statements that follow: 'anon', 'service_role', 'owner' for whoever runs the file, as migrations
-- do, else the person of this name.
create or replace function tests.act_as(name text) returns void language plpgsql as $$
declare
  claims constant jsonb := case name when 'owner' then null when 'anon' then '{"role": "anon"}' when 'service_role' then '{"role": "service_role"}'
    else jsonb_build_object('sub', tests.id(name), 'role', 'authenticated') end;
begin
  perform set_config('role', 'none', true);
  perform set_config('request.jwt.claims', coalesce(claims::text, ''), true);
  perform set_config('role', coalesce(claims ->> 'role', 'none'), true);
end
$$;

-- The version of a record that a person saw: when it was last changed.
create or replace function tests.version(relation text, name text) returns timestamptz language plpgsql volatile as $$
declare
  seen timestamptz;
begin
  execute format('select updated_at from public.%I where id = $1', relation) into seen using tests.id(name);
  return seen;
end
$$;
-- Asserts that a rule refuses a statement with this message.
create or replace function tests.refused(statement text, message text) returns setof text language plpgsql as $$
begin
  return query select throws_ok(statement, '23514', message, message);
end
$$;
-- Asserts that a person has no right to run a statement.
create or replace function tests.denied(person text, statement text) returns setof text language plpgsql as $$
begin
  perform tests.act_as(person);
  return query select throws_ok(statement, '42501', null, format('%s: %s', person, statement));
end
$$;
commit;

begin;
set local search_path = public, extensions;
select plan(1);
select ok(tests.id('ana') = tests.id('ana') and tests.id('ana') <> tests.id('priya'), 'a person is the same in all of a file');
select * from finish();
rollback;
