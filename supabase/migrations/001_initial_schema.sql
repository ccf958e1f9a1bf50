-- 001 initial_schema
-- The ground everything stands on: schemas, the roles of staff, the audit log, state rules,
-- and the people themselves: profiles, preferences, photos and dealbreakers.
--
-- Conventions used by every migration
--   * A file can be applied twice: `if not exists`, `or replace`, `on conflict do nothing`.
--   * Every table: row security on, `revoke all`, then exactly the grants its policies need,
--     one permissive policy a verb, `updated_at` and audit by trigger.
--   * `private` is not exposed through the API. The few definer functions live there.
--   * A trigger or function that refuses raises 23514 with a whole sentence, and names the
--     field in DETAIL as JSON where there is one: {"field": "due_on"}.

-- A hosted project brings these roles, the auth schema and extensions. A plain Postgres does
-- not, so what is missing is made; what exists is left alone.
do $$
declare
  missing text;
begin
  foreach missing in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = missing) then
      execute format('create role %I nologin noinherit', missing);
      if missing = 'service_role' then
        begin
          alter role service_role bypassrls;
        exception when insufficient_privilege then
          raise warning 'service_role could not be given BYPASSRLS: ask a superuser to run "alter role service_role bypassrls"';
        end;
      end if;
    end if;
  end loop;

  if to_regnamespace('extensions') is null then
    create schema extensions;
    grant usage on schema extensions to anon, authenticated, service_role;
  end if;

  if to_regclass('auth.users') is null then
    create schema if not exists auth;
    grant usage on schema auth to anon, authenticated, service_role;
    create table auth.users (
      instance_id uuid,
      id uuid primary key,
      aud varchar(255),
      role varchar(255),
      email varchar(255) unique,
      encrypted_password varchar(255),
      email_confirmed_at timestamptz,
      invited_at timestamptz,
      confirmation_token varchar(255),
      confirmation_sent_at timestamptz,
      recovery_token varchar(255),
      recovery_sent_at timestamptz,
      email_change_token_new varchar(255),
      email_change varchar(255),
      email_change_sent_at timestamptz,
      last_sign_in_at timestamptz,
      raw_app_meta_data jsonb,
      raw_user_meta_data jsonb,
      is_super_admin boolean,
      created_at timestamptz,
      updated_at timestamptz,
      phone text unique,
      phone_confirmed_at timestamptz,
      banned_until timestamptz,
      is_sso_user boolean not null default false,
      deleted_at timestamptz,
      is_anonymous boolean not null default false
    );
    create table auth.identities (
      provider_id text not null,
      user_id uuid not null references auth.users (id) on delete cascade,
      identity_data jsonb not null,
      provider text not null,
      last_sign_in_at timestamptz,
      created_at timestamptz,
      updated_at timestamptz,
      email text generated always as (lower(identity_data ->> 'email')) stored,
      id uuid primary key default gen_random_uuid(),
      unique (provider_id, provider)
    );
  end if;

  if to_regprocedure('auth.uid()') is null then
    create function auth.uid() returns uuid language sql stable set search_path = '' as $f$
      select coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
      )::uuid
    $f$;
  end if;
  if to_regprocedure('auth.role()') is null then
    create function auth.role() returns text language sql stable set search_path = '' as $f$
      select coalesce(
        nullif(current_setting('request.jwt.claim.role', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
      )
    $f$;
  end if;
end
$$;

create extension if not exists pg_trgm with schema extensions;
create extension if not exists pgcrypto with schema extensions;

grant usage on schema public to anon, authenticated, service_role;

create schema if not exists private;
revoke all on schema private from public, anon, authenticated, service_role;
grant usage on schema private to authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- Staff: who may use the console, and as what. Roles are looked up at every request, so a
-- role that is taken away is gone at once (a claim in a token would last an hour).

create table if not exists public.staff_members (
  user_id uuid primary key references auth.users (id) on delete cascade,
  full_name text not null check (char_length(full_name) between 1 and 120),
  email text not null unique check (char_length(email) between 3 and 254),
  roles text[] not null default '{}'
    check (roles <@ array['moderator', 'growth', 'finance', 'admin']),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists staff_members_full_name_idx on public.staff_members (full_name, user_id);

create or replace function private.has_role(wanted text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles && array[wanted, 'admin']
  )
$$;
comment on function private.has_role(text) is
  'Whether the signed-in person is active staff with this role; admin counts as every role. Call as (select private.has_role(…)).';

create or replace function private.has_any_role(wanted text[]) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles && (wanted || array['admin'])
  )
$$;

create or replace function private.is_staff() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles <> '{}'
  )
$$;

revoke all on function private.has_role(text), private.has_any_role(text[]), private.is_staff() from public, anon;
grant execute on function private.has_role(text), private.has_any_role(text[]), private.is_staff() to authenticated, service_role;

-- ---------------------------------------------------------------------------------------
-- The audit log: who, in which roles, what, before and after, why. Written by trigger only.

create table if not exists public.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  actor_name text not null,
  actor_kind text not null check (actor_kind in ('person', 'service', 'system')),
  actor_roles text[] not null default '{}',
  action text not null check (action in ('insert', 'update', 'delete')),
  table_name text not null,
  record_id text not null,
  record_label text,
  changed text[] not null default '{}',
  before jsonb,
  after jsonb,
  reason text,
  operation_id uuid
);
comment on table public.audit_log is
  'Append-only. An update holds the changed columns only, before and after; an insert all of after, a delete all of before.';
comment on column public.audit_log.operation_id is 'The same for all records of one bulk change.';
create index if not exists audit_log_operation_idx on public.audit_log (operation_id) where operation_id is not null;
create index if not exists audit_log_at_idx on public.audit_log (at desc, id desc);
create index if not exists audit_log_record_idx on public.audit_log (table_name, record_id, at desc, id desc);
create index if not exists audit_log_actor_idx on public.audit_log (actor_id, at desc, id desc);

-- Which roles may read the history of which table: the same that may read the table.
create table if not exists private.audit_readers (
  table_name text primary key,
  roles text[] not null
);
alter table private.audit_readers enable row level security;
revoke all on private.audit_readers from anon, authenticated, service_role;

create or replace function private.readable_history() returns setof text
language sql stable security definer set search_path = '' as $$
  select r.table_name
  from private.audit_readers r
  where exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.roles && (r.roles || array['admin'])
  )
$$;
revoke all on function private.readable_history() from public, anon;
grant execute on function private.readable_history() to authenticated, service_role;

create or replace function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'The % is append-only: its rows are never changed or removed.', replace(tg_table_name, '_', ' ')
    using errcode = '42501';
end
$$;

create or replace trigger append_only before update or delete on public.audit_log
  for each row execute function private.refuse_change();
create or replace trigger append_only_truncate before truncate on public.audit_log
  for each statement execute function private.refuse_change();
-- `always`: also when session_replication_role would switch ordinary triggers off.
alter table public.audit_log enable always trigger append_only;
alter table public.audit_log enable always trigger append_only_truncate;

create or replace function private.audit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  person uuid := auth.uid();
  before_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  after_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  row_now jsonb := coalesce(after_row, before_row);
  changed_columns text[] := '{}';
  staff public.staff_members;
begin
  if person is not null then
    select * into staff from public.staff_members s where s.user_id = person;
  end if;
  -- Tables that machines and members write ('log') are recorded when staff insert, and on every change.
  if tg_op = 'INSERT' and tg_argv[0] = 'log' and staff.user_id is null then
    return null;
  end if;

  before_row := before_row - array['search', 'updated_at'];
  after_row := after_row - array['search', 'updated_at'];
  if tg_op = 'UPDATE' then
    select coalesce(array_agg(a.key order by a.key), '{}') into changed_columns
    from jsonb_each(after_row) a
    where a.value is distinct from before_row -> a.key;
    if changed_columns = '{}' then
      return null;
    end if;
    select jsonb_object_agg(c, before_row -> c), jsonb_object_agg(c, after_row -> c)
      into before_row, after_row
    from unnest(changed_columns) c;
  end if;

  insert into public.audit_log
    (actor_id, actor_name, actor_kind, actor_roles, action, table_name, record_id, record_label, changed, before, after, reason, operation_id)
  values (
    person,
    case
      when staff.full_name is not null then staff.full_name
      when person is not null then 'A member'
      when auth.role() = 'service_role' then 'The service'
      else 'The system'
    end,
    case when person is not null then 'person' when auth.role() = 'service_role' then 'service' else 'system' end,
    case when staff.active then staff.roles else '{}' end,
    lower(tg_op),
    tg_table_name,
    coalesce(row_now ->> 'id', row_now ->> 'user_id'),
    left(coalesce(
      row_now ->> 'name', row_now ->> 'title', row_now ->> 'full_name', row_now ->> 'display_name',
      row_now ->> 'number', row_now ->> 'email', row_now ->> 'label', row_now ->> 'subject'), 120),
    changed_columns,
    before_row,
    after_row,
    left(nullif(current_setting('app.reason', true), ''), 1000),
    nullif(current_setting('app.operation', true), '')::uuid
  );
  return null;
end
$$;
comment on function private.audit() is
  'Row trigger. Argument: all (every change) or log (a table machines write: their inserts are not recorded).';

create or replace function private.touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  -- clock_timestamp: two changes in one transaction are two versions. Never backwards, so that
  -- a version once seen cannot come again.
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  return new;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Which state may follow which, as data: the trigger enforces it, the console reads it.

create table if not exists public.state_transitions (
  table_name text not null,
  from_state text not null,
  to_state text not null,
  primary key (table_name, from_state, to_state)
);
comment on table public.state_transitions is
  'from_state empty: a state a person may create a row in. Enforced by private.enforce_transition().';

create or replace function private.enforce_transition() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  earlier text := case when tg_op = 'INSERT' then '' else old.state end;
begin
  if tg_op = 'INSERT' then
    -- Machines and migrations bring rows in whatever state they are in.
    if auth.uid() is null then
      return new;
    end if;
  elsif new.state = old.state then
    return new;
  end if;
  if not exists (
    select from public.state_transitions t
    where t.table_name = tg_table_name and t.from_state = earlier and t.to_state = new.state
  ) then
    raise exception '%',
      case when tg_op = 'INSERT' then format('A new row here cannot start as %s.', replace(new.state, '_', ' '))
      else format('What is %s cannot become %s.', replace(old.state, '_', ' '), replace(new.state, '_', ' ')) end
      using errcode = '23514', detail = '{"field": "state"}';
  end if;
  return new;
end
$$;

-- Members write some of their own rows; these columns of theirs only staff may change.
create or replace function private.protect_columns() returns trigger
language plpgsql set search_path = '' as $$
declare
  column_name text;
begin
  -- Not definer: a counter kept by one of our own definer triggers runs as the owner and may pass.
  if current_user <> 'authenticated' or private.has_any_role(string_to_array(tg_argv[0], ',')) then
    return new;
  end if;
  foreach column_name in array tg_argv[1:] loop
    if to_jsonb(new) -> column_name is distinct from to_jsonb(old) -> column_name then
      raise exception 'You may not change "%" yourself.', replace(column_name, '_', ' ')
        using errcode = '42501', detail = jsonb_build_object('field', column_name)::text;
    end if;
  end loop;
  return new;
end
$$;
comment on function private.protect_columns() is
  'Row trigger. First argument: the roles that may, comma separated; then the protected columns.';

revoke all on function private.refuse_change(), private.audit(), private.touch(),
  private.enforce_transition(), private.protect_columns() from public, anon, authenticated;

alter table public.staff_members enable row level security;
revoke all on public.staff_members from anon, authenticated, service_role;
grant select, insert, update, delete on public.staff_members to authenticated;
grant select, insert, update, delete on public.staff_members to service_role;
drop policy if exists "staff_members select" on public.staff_members;
create policy "staff_members select" on public.staff_members for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.is_staff()));
drop policy if exists "staff_members insert" on public.staff_members;
create policy "staff_members insert" on public.staff_members for insert to authenticated
  with check ((select private.has_role('admin')));
drop policy if exists "staff_members update" on public.staff_members;
create policy "staff_members update" on public.staff_members for update to authenticated
  using ((select private.has_role('admin')))
  with check ((select private.has_role('admin')));
drop policy if exists "staff_members delete" on public.staff_members;
create policy "staff_members delete" on public.staff_members for delete to authenticated
  using ((select private.has_role('admin')));
create or replace trigger touch before update on public.staff_members
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.staff_members
  for each row execute function private.audit('all');
alter table public.audit_log enable row level security;
revoke all on public.audit_log from anon, authenticated, service_role;
revoke all on sequence public.audit_log_id_seq from anon, authenticated, service_role;
grant select on public.audit_log to authenticated, service_role;
drop policy if exists "audit_log select" on public.audit_log;
create policy "audit_log select" on public.audit_log for select to authenticated
  using ((select private.has_role('admin')) or table_name in (select private.readable_history()));

alter table public.state_transitions enable row level security;
revoke all on public.state_transitions from anon, authenticated, service_role;
grant select on public.state_transitions to authenticated, service_role;
drop policy if exists "state_transitions select" on public.state_transitions;
create policy "state_transitions select" on public.state_transitions for select to authenticated
  using ((select private.is_staff()));

-- ---------------------------------------------------------------------------------------
-- People

create table if not exists public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  display_name text not null check (char_length(display_name) between 1 and 80),
  email text not null unique check (char_length(email) between 3 and 254),
  birth_date date check (birth_date > '1900-01-01'),
  gender text check (gender in ('woman', 'man', 'non_binary', 'other')),
  pronouns text check (char_length(pronouns) <= 40),
  city text check (char_length(city) <= 120),
  country text check (country ~ '^[A-Z]{2}$'),
  occupation text check (char_length(occupation) <= 120),
  bio text check (char_length(bio) <= 2000),
  relationship_goal text check (relationship_goal in ('long_term', 'marriage', 'dating', 'friendship', 'unsure')),
  attachment_style text check (attachment_style in ('secure', 'anxious', 'avoidant', 'mixed')),
  communication_style text check (communication_style in ('direct', 'reflective', 'expressive', 'reserved')),
  personality jsonb not null default '{}' check (jsonb_typeof(personality) = 'object'),
  state text not null default 'active' check (state in ('onboarding', 'active', 'paused', 'suspended', 'closed')),
  onboarded_at timestamptz,
  verified_at timestamptz,
  last_active_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  search text generated always as (lower(display_name || ' ' || email || ' ' || coalesce(city, ''))) stored
);
comment on column public.profiles.personality is 'Big Five as 0 to 100: openness, conscientiousness, extraversion, agreeableness, neuroticism.';
create index if not exists profiles_created_idx on public.profiles (created_at desc, id desc);
create index if not exists profiles_last_active_idx on public.profiles (last_active_at desc nulls last, id desc);
create index if not exists profiles_name_idx on public.profiles (display_name, id);
create index if not exists profiles_state_idx on public.profiles (state, created_at desc, id desc);
create index if not exists profiles_search_idx on public.profiles using gin (search extensions.gin_trgm_ops);
alter table public.profiles enable row level security;
revoke all on public.profiles from anon, authenticated, service_role;
grant select, update on public.profiles to authenticated;
grant select, insert, update, delete on public.profiles to service_role;
drop policy if exists "profiles select" on public.profiles;
create policy "profiles select" on public.profiles for select to authenticated
  using (id = (select auth.uid())
  or (select private.is_staff()));
drop policy if exists "profiles update" on public.profiles;
create policy "profiles update" on public.profiles for update to authenticated
  using (id = (select auth.uid())
  or (select private.has_role('moderator')))
  with check (id = (select auth.uid())
  or (select private.has_role('moderator')));
create or replace trigger touch before update on public.profiles
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.profiles
  for each row execute function private.audit('all');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('profiles', 'onboarding', 'active'),
  ('profiles', 'onboarding', 'closed'),
  ('profiles', 'onboarding', 'suspended'),
  ('profiles', 'active', 'paused'),
  ('profiles', 'active', 'suspended'),
  ('profiles', 'active', 'closed'),
  ('profiles', 'paused', 'active'),
  ('profiles', 'paused', 'suspended'),
  ('profiles', 'paused', 'closed'),
  ('profiles', 'suspended', 'active'),
  ('profiles', 'suspended', 'closed')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.profiles
  for each row execute function private.enforce_transition();
create or replace trigger protect before update on public.profiles for each row
  execute function private.protect_columns('moderator', 'id', 'email', 'state', 'verified_at', 'onboarded_at', 'created_at');

create table if not exists public.user_preferences (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  category text not null check (category in ('age_range', 'distance', 'gender', 'children', 'religion', 'smoking', 'drinking', 'education', 'politics', 'pets')),
  value jsonb not null,
  importance smallint not null default 3 check (importance between 1 and 5),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, category)
);
create index if not exists user_preferences_updated_idx on public.user_preferences (updated_at desc, id desc);
alter table public.user_preferences enable row level security;
revoke all on public.user_preferences from anon, authenticated, service_role;
grant select, insert, update, delete on public.user_preferences to authenticated;
grant select, insert, update, delete on public.user_preferences to service_role;
drop policy if exists "user_preferences select" on public.user_preferences;
create policy "user_preferences select" on public.user_preferences for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "user_preferences insert" on public.user_preferences;
create policy "user_preferences insert" on public.user_preferences for insert to authenticated
  with check (user_id = (select auth.uid()));
drop policy if exists "user_preferences update" on public.user_preferences;
create policy "user_preferences update" on public.user_preferences for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
drop policy if exists "user_preferences delete" on public.user_preferences;
create policy "user_preferences delete" on public.user_preferences for delete to authenticated
  using (user_id = (select auth.uid()));
create or replace trigger touch before update on public.user_preferences
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.user_preferences
  for each row execute function private.audit('log');

create table if not exists public.user_images (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  storage_path text not null check (char_length(storage_path) between 1 and 500),
  alt_text text check (char_length(alt_text) <= 300),
  position smallint not null default 0 check (position between 0 and 20),
  is_primary boolean not null default false,
  width integer check (width > 0),
  height integer check (height > 0),
  state text not null default 'pending' check (state in ('pending', 'approved', 'rejected')),
  rejection_reason text check (char_length(rejection_reason) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, position),
  constraint user_images_rejection_reason_required_check check (state <> 'rejected' or rejection_reason is not null)
);
create unique index if not exists user_images_one_primary_idx on public.user_images (user_id) where is_primary;
create index if not exists user_images_state_idx on public.user_images (state, created_at desc, id desc);
create index if not exists user_images_created_idx on public.user_images (created_at desc, id desc);
alter table public.user_images enable row level security;
revoke all on public.user_images from anon, authenticated, service_role;
grant select, update, delete, insert (id, user_id, storage_path, alt_text, position, is_primary, width, height)
  on public.user_images to authenticated;
grant select, insert, update, delete on public.user_images to service_role;
drop policy if exists "user_images select" on public.user_images;
create policy "user_images select" on public.user_images for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "user_images insert" on public.user_images;
create policy "user_images insert" on public.user_images for insert to authenticated
  with check ((user_id = (select auth.uid()) and state = 'pending'));
drop policy if exists "user_images update" on public.user_images;
create policy "user_images update" on public.user_images for update to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')))
  with check (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "user_images delete" on public.user_images;
create policy "user_images delete" on public.user_images for delete to authenticated
  using (user_id = (select auth.uid()));
create or replace trigger touch before update on public.user_images
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.user_images
  for each row execute function private.audit('log');
insert into public.state_transitions (table_name, from_state, to_state) values
  ('user_images', 'pending', 'approved'),
  ('user_images', 'pending', 'rejected'),
  ('user_images', 'approved', 'rejected'),
  ('user_images', 'rejected', 'approved'),
  ('user_images', '', 'pending')
on conflict do nothing;
create or replace trigger transition before insert or update of state on public.user_images
  for each row execute function private.enforce_transition();
create or replace trigger protect before update on public.user_images for each row
  execute function private.protect_columns('moderator', 'user_id', 'storage_path', 'state', 'rejection_reason');

create table if not exists public.dealbreakers (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,60}$'),
  name text not null check (char_length(name) between 1 and 120),
  category text not null check (category in ('lifestyle', 'family', 'values', 'habits', 'location', 'health', 'money', 'communication')),
  description text not null check (char_length(description) between 1 and 1000),
  question text not null check (char_length(question) between 1 and 300),
  severity smallint not null default 2 check (severity between 1 and 3),
  position integer not null default 0,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists dealbreakers_position_idx on public.dealbreakers (position, id);
alter table public.dealbreakers enable row level security;
revoke all on public.dealbreakers from anon, authenticated, service_role;
grant select, insert, update, delete on public.dealbreakers to authenticated;
grant select, insert, update, delete on public.dealbreakers to service_role;
drop policy if exists "dealbreakers select" on public.dealbreakers;
create policy "dealbreakers select" on public.dealbreakers for select to authenticated
  using (true);
drop policy if exists "dealbreakers insert" on public.dealbreakers;
create policy "dealbreakers insert" on public.dealbreakers for insert to authenticated
  with check ((select private.has_role('moderator')));
drop policy if exists "dealbreakers update" on public.dealbreakers;
create policy "dealbreakers update" on public.dealbreakers for update to authenticated
  using ((select private.has_role('moderator')))
  with check ((select private.has_role('moderator')));
drop policy if exists "dealbreakers delete" on public.dealbreakers;
create policy "dealbreakers delete" on public.dealbreakers for delete to authenticated
  using ((select private.has_role('moderator')));
create or replace trigger touch before update on public.dealbreakers
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.dealbreakers
  for each row execute function private.audit('all');

create table if not exists public.user_dealbreakers (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  dealbreaker_id uuid not null references public.dealbreakers (id) on delete restrict,
  strength text not null default 'firm' check (strength in ('preference', 'firm', 'absolute')),
  note text check (char_length(note) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, dealbreaker_id)
);
create index if not exists user_dealbreakers_dealbreaker_idx on public.user_dealbreakers (dealbreaker_id);
create index if not exists user_dealbreakers_created_idx on public.user_dealbreakers (created_at desc, id desc);
alter table public.user_dealbreakers enable row level security;
revoke all on public.user_dealbreakers from anon, authenticated, service_role;
grant select, insert, update, delete on public.user_dealbreakers to authenticated;
grant select, insert, update, delete on public.user_dealbreakers to service_role;
drop policy if exists "user_dealbreakers select" on public.user_dealbreakers;
create policy "user_dealbreakers select" on public.user_dealbreakers for select to authenticated
  using (user_id = (select auth.uid())
  or (select private.has_role('moderator')));
drop policy if exists "user_dealbreakers insert" on public.user_dealbreakers;
create policy "user_dealbreakers insert" on public.user_dealbreakers for insert to authenticated
  with check (user_id = (select auth.uid()));
drop policy if exists "user_dealbreakers update" on public.user_dealbreakers;
create policy "user_dealbreakers update" on public.user_dealbreakers for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
drop policy if exists "user_dealbreakers delete" on public.user_dealbreakers;
create policy "user_dealbreakers delete" on public.user_dealbreakers for delete to authenticated
  using (user_id = (select auth.uid()));
create or replace trigger touch before update on public.user_dealbreakers
  for each row execute function private.touch();
create or replace trigger audit after insert or update or delete on public.user_dealbreakers
  for each row execute function private.audit('log');

insert into private.audit_readers (table_name, roles) values
  ('profiles', '{moderator,growth,finance}'),
  ('user_preferences', '{moderator}'),
  ('user_images', '{moderator}'),
  ('dealbreakers', '{moderator,growth,finance}'),
  ('user_dealbreakers', '{moderator}')
on conflict do nothing;
