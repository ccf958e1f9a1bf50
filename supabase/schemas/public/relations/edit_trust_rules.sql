-- Written by `npm run schema` from the migrations: change those, not this.

create table public.edit_trust_rules (
  id uuid default gen_random_uuid() not null,
  name text not null,
  min_published integer default 20 not null,
  min_member_days integer default 90 not null,
  clean_days integer default 180 not null,
  max_changed integer default 20 not null,
  edits_between integer default 1 not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint edit_trust_rules_clean_days_check CHECK (clean_days >= 1),
  constraint edit_trust_rules_edits_between_check CHECK (edits_between >= 1 AND edits_between <= 10),
  constraint edit_trust_rules_max_changed_check CHECK (max_changed >= 1 AND max_changed <= 500),
  constraint edit_trust_rules_min_member_days_check CHECK (min_member_days >= 0),
  constraint edit_trust_rules_min_published_check CHECK (min_published >= 1),
  constraint edit_trust_rules_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 80),
  constraint edit_trust_rules_name_key UNIQUE (name),
  constraint edit_trust_rules_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint edit_trust_rules_pkey PRIMARY KEY (id)
);

comment on table public.edit_trust_rules is 'An edit that one of these rules describes stands at once: so many published items, so long a member, so long without a decision against them, so few letters changed, and none of them a digit, a link or an address.';

comment on column public.edit_trust_rules.edits_between is 'So many such edits between two decisions; the next is judged, or small steps would add up to another text.';

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON edit_trust_rules FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON edit_trust_rules FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.edit_trust_rules enable row level security;

create policy "edit_trust_rules insert" on public.edit_trust_rules for insert to authenticated
  with check (( SELECT private.has_role('admin'::text) AS has_role));
create policy "edit_trust_rules select" on public.edit_trust_rules for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "edit_trust_rules update" on public.edit_trust_rules for update to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role))
  with check (( SELECT private.has_role('admin'::text) AS has_role));

grant select on public.edit_trust_rules to authenticated;
grant select on public.edit_trust_rules to service_role;

grant insert (name, min_published, min_member_days, clean_days, max_changed, edits_between, active) on public.edit_trust_rules to authenticated;
grant update (name, min_published, min_member_days, clean_days, max_changed, edits_between, active) on public.edit_trust_rules to authenticated;
