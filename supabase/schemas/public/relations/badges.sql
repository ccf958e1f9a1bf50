-- Written by `npm run schema` from the migrations: change those, not this.

create table public.badges (
  id uuid default gen_random_uuid() not null,
  code text not null,
  name text not null,
  description text not null,
  category text not null,
  tier text default 'bronze'::text not null,
  icon text default 'star'::text not null,
  points integer default 10 not null,
  criteria jsonb default '{}'::jsonb not null,
  active boolean default true not null,
  "position" integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((name || ' '::text) || description))) stored,
  folded jsonb generated always as (private.folded_texts('{name,description}'::text[], ARRAY[name, description])) stored,
  constraint badges_category_check CHECK (category = ANY (ARRAY['onboarding'::text, 'games'::text, 'community'::text, 'content'::text, 'matches'::text, 'streak'::text, 'trust'::text])),
  constraint badges_code_check CHECK (code ~ '^[a-z][a-z0-9_]{1,60}$'::text),
  constraint badges_code_key UNIQUE (code),
  constraint badges_criteria_check CHECK (jsonb_typeof(criteria) = 'object'::text),
  constraint badges_criteria_depth_check CHECK (NOT jsonb_path_exists(criteria, '$.**{50}'::jsonpath)),
  constraint badges_criteria_elements_check CHECK (NOT jsonb_path_exists(criteria, 'strict $.keyvalue()?(((@."value".type() == "object" || @."value".type() == "array") || @."key" == "event" && @."value".type() != "string") || (@."key" == "count" || @."key" == "streak_days") && @."value".type() != "number")'::jsonpath)),
  constraint badges_description_check CHECK (char_length(description) >= 1 AND char_length(description) <= 500),
  constraint badges_description_required_check CHECK (private.said(description) IS NOT NULL),
  constraint badges_icon_check CHECK (char_length(icon) >= 1 AND char_length(icon) <= 40),
  constraint badges_icon_required_check CHECK (private.said(icon) IS NOT NULL),
  constraint badges_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 120),
  constraint badges_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint badges_pkey PRIMARY KEY (id),
  constraint badges_points_check CHECK (points >= 0 AND points <= 10000),
  constraint badges_tier_check CHECK (tier = ANY (ARRAY['bronze'::text, 'silver'::text, 'gold'::text, 'platinum'::text]))
);

comment on table public.badges is 'Badges that members can earn.';

comment on column public.badges.criteria is 'What earns it: {"event": "…", "count": n} or {"streak_days": n}.';

CREATE INDEX badges_position_idx ON public.badges USING btree ("position", id);
CREATE INDEX badges_search_idx ON public.badges USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON badges FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON badges FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON badges FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.badges enable row level security;

create policy "badges delete" on public.badges for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "badges insert" on public.badges for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "badges select" on public.badges for select to authenticated
  using (true);
create policy "badges update" on public.badges for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.badges to authenticated;
grant delete, select on public.badges to service_role;

grant insert (id, code, name, description, category, tier, icon, points, criteria, active, "position") on public.badges to authenticated;
grant update (name, description, category, tier, icon, points, criteria, active, "position") on public.badges to authenticated;
grant insert (id, code, name, description, category, tier, icon, points, criteria, active, "position", created_at) on public.badges to service_role;
grant update (code, name, description, category, tier, icon, points, criteria, active, "position") on public.badges to service_role;
