-- Written by `npm run schema` from the migrations: change those, not this.

create table public.moderation_settings (
  id uuid default gen_random_uuid() not null,
  code text not null,
  label text not null,
  about text not null,
  value numeric not null,
  smallest numeric default 0 not null,
  largest numeric not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((label || ' '::text) || about))) stored,
  folded jsonb generated always as (private.folded_texts('{label,about}'::text[], ARRAY[label, about])) stored,
  constraint moderation_settings_about_check CHECK (char_length(about) >= 1 AND char_length(about) <= 500),
  constraint moderation_settings_code_check CHECK (code ~ '^[a-z][a-z0-9_]{1,59}$'::text),
  constraint moderation_settings_code_key UNIQUE (code),
  constraint moderation_settings_finite CHECK (value < 'Infinity'::numeric AND smallest < 'Infinity'::numeric AND largest < 'Infinity'::numeric),
  constraint moderation_settings_label_check CHECK (char_length(label) >= 1 AND char_length(label) <= 120),
  constraint moderation_settings_pkey PRIMARY KEY (id),
  constraint moderation_settings_value_check CHECK (value >= smallest AND value <= largest)
);

comment on table public.moderation_settings is 'The numbers that moderation goes by; admins change the value.';

CREATE INDEX moderation_settings_search_idx ON public.moderation_settings USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON moderation_settings FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON moderation_settings FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER waiting AFTER UPDATE OF value ON moderation_settings FOR EACH ROW WHEN (new.code = 'reporters_to_reopen'::text AND new.value <> old.value) EXECUTE FUNCTION private.rebuild_after();
CREATE TRIGGER waiting_young AFTER UPDATE OF value ON moderation_settings FOR EACH ROW WHEN (new.code = 'young_account_days'::text AND new.value <> old.value) EXECUTE FUNCTION private.look_again();

alter table public.moderation_settings enable row level security;

create policy "moderation_settings select" on public.moderation_settings for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "moderation_settings update" on public.moderation_settings for update to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role))
  with check (( SELECT private.has_role('admin'::text) AS has_role));

grant select on public.moderation_settings to authenticated;
grant select on public.moderation_settings to service_role;

grant update (value) on public.moderation_settings to authenticated;
