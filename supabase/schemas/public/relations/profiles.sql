-- Written by `npm run schema` from the migrations: change those, not this.

create table public.profiles (
  id uuid not null,
  display_name text not null,
  email text not null,
  birth_date date,
  gender text,
  pronouns text,
  city text,
  country text,
  occupation text,
  bio text,
  relationship_goal text,
  attachment_style text,
  communication_style text,
  personality jsonb default '{}'::jsonb not null,
  state text default 'active'::text not null,
  onboarded_at timestamp with time zone,
  verified_at timestamp with time zone,
  last_active_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((((display_name || ' '::text) || email) || ' '::text) || COALESCE(city, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{display_name,bio,city,occupation,pronouns}'::text[], ARRAY[display_name, bio, city, occupation, pronouns])) stored,
  sort_name text generated always as (private.folded(display_name)) stored not null,
  constraint profiles_attachment_style_check CHECK (attachment_style = ANY (ARRAY['secure'::text, 'anxious'::text, 'avoidant'::text, 'mixed'::text])),
  constraint profiles_bio_check CHECK (char_length(bio) <= 2000),
  constraint profiles_birth_date_check CHECK (birth_date > '1900-01-01'::date),
  constraint profiles_city_check CHECK (char_length(city) <= 120),
  constraint profiles_communication_style_check CHECK (communication_style = ANY (ARRAY['direct'::text, 'reflective'::text, 'expressive'::text, 'reserved'::text])),
  constraint profiles_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
  constraint profiles_display_name_check CHECK (char_length(display_name) >= 1 AND char_length(display_name) <= 80),
  constraint profiles_display_name_required_check CHECK (private.said(display_name) IS NOT NULL),
  constraint profiles_email_check CHECK (char_length(email) >= 3 AND char_length(email) <= 254),
  constraint profiles_email_key UNIQUE (email),
  constraint profiles_finite CHECK (isfinite(birth_date) AND isfinite(onboarded_at) AND isfinite(verified_at) AND isfinite(last_active_at)),
  constraint profiles_gender_check CHECK (gender = ANY (ARRAY['woman'::text, 'man'::text, 'non_binary'::text, 'other'::text])),
  constraint profiles_id_fkey FOREIGN KEY (id) REFERENCES auth.users(id) ON DELETE CASCADE,
  constraint profiles_occupation_check CHECK (char_length(occupation) <= 120),
  constraint profiles_personality_check CHECK (jsonb_typeof(personality) = 'object'::text),
  constraint profiles_personality_depth_check CHECK (NOT jsonb_path_exists(personality, '$.**{50}'::jsonpath)),
  constraint profiles_personality_elements_check CHECK (private.are_numbers(personality)),
  constraint profiles_pkey PRIMARY KEY (id),
  constraint profiles_pronouns_check CHECK (char_length(pronouns) <= 40),
  constraint profiles_relationship_goal_check CHECK (relationship_goal = ANY (ARRAY['long_term'::text, 'marriage'::text, 'dating'::text, 'friendship'::text, 'unsure'::text])),
  constraint profiles_state_check CHECK (state = ANY (ARRAY['onboarding'::text, 'active'::text, 'paused'::text, 'suspended'::text, 'closed'::text]))
);

comment on table public.profiles is 'Members: one row a person who uses the app.';

comment on column public.profiles.personality is 'Big Five as 0 to 100: openness, conscientiousness, extraversion, agreeableness, neuroticism.';

-- From which state a row may come to which: rows of public.state_transitions.
--   active → closed, paused, suspended
--   onboarding → active, closed, suspended
--   paused → active, closed, suspended
--   suspended → active, closed, onboarding, paused

CREATE INDEX profiles_created_idx ON public.profiles USING btree (created_at DESC, id DESC);
CREATE INDEX profiles_last_active_idx ON public.profiles USING btree (last_active_at DESC NULLS LAST, id DESC);
CREATE INDEX profiles_search_idx ON public.profiles USING gin (search extensions.gin_trgm_ops);
CREATE INDEX profiles_sort_name_idx ON public.profiles USING btree (sort_name, id);
CREATE INDEX profiles_state_idx ON public.profiles USING btree (state, created_at DESC, id DESC);

CREATE TRIGGER a_arrival_of_last_active_at BEFORE INSERT OR UPDATE OF last_active_at ON profiles FOR EACH ROW WHEN (new.last_active_at > clock_timestamp() AND new.last_active_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('last_active_at');
CREATE TRIGGER a_arrival_of_onboarded_at BEFORE INSERT OR UPDATE OF onboarded_at ON profiles FOR EACH ROW WHEN (new.onboarded_at > clock_timestamp() AND new.onboarded_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('onboarded_at');
CREATE TRIGGER a_arrival_of_verified_at BEFORE INSERT OR UPDATE OF verified_at ON profiles FOR EACH ROW WHEN (new.verified_at > clock_timestamp() AND new.verified_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('verified_at');
CREATE TRIGGER a_birth_date BEFORE INSERT OR UPDATE OF birth_date ON profiles FOR EACH ROW WHEN (new.birth_date < '1900-01-01'::date OR new.birth_date > ((clock_timestamp() AT TIME ZONE 'UTC'::text)::date + 1)) EXECUTE FUNCTION private.refuse_birth();
CREATE TRIGGER a_columns BEFORE UPDATE ON profiles FOR EACH ROW EXECUTE FUNCTION private.only_own_columns('id');
CREATE TRIGGER a_fixed BEFORE UPDATE ON profiles FOR EACH ROW EXECUTE FUNCTION private.protect_columns('admin', 'id', 'email', 'onboarded_at', 'created_at');
CREATE TRIGGER a_list AFTER INSERT OR UPDATE ON profiles FOR EACH ROW EXECUTE FUNCTION private.list_member();
CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON profiles FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_moment_of_last_active_at BEFORE INSERT OR UPDATE OF last_active_at ON profiles FOR EACH ROW WHEN (new.last_active_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.last_active_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('last_active_at');
CREATE TRIGGER a_moment_of_onboarded_at BEFORE INSERT OR UPDATE OF onboarded_at ON profiles FOR EACH ROW WHEN (new.onboarded_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.onboarded_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('onboarded_at');
CREATE TRIGGER a_moment_of_verified_at BEFORE INSERT OR UPDATE OF verified_at ON profiles FOR EACH ROW WHEN (new.verified_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.verified_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('verified_at');
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON profiles FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER a_suspension BEFORE INSERT OR UPDATE OF state ON profiles FOR EACH ROW EXECUTE FUNCTION private.guard_suspension();
CREATE CONSTRAINT TRIGGER activity_place AFTER DELETE ON profiles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.leave_place();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON profiles FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER b_for_suspended BEFORE UPDATE OF display_name, gender, pronouns, city, country, occupation, bio, relationship_goal ON profiles FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('id', 'taking_part');
CREATE TRIGGER b_last_active BEFORE UPDATE OF last_active_at ON profiles FOR EACH ROW WHEN (new.last_active_at IS DISTINCT FROM old.last_active_at) EXECUTE FUNCTION private.stamp_last_active();
CREATE TRIGGER c_taken_away BEFORE UPDATE OF bio, occupation, pronouns ON profiles FOR EACH ROW WHEN (new.bio IS DISTINCT FROM old.bio OR new.occupation IS DISTINCT FROM old.occupation OR new.pronouns IS DISTINCT FROM old.pronouns) EXECUTE FUNCTION private.keep_taken_away();
CREATE TRIGGER follow_suspension AFTER UPDATE OF state, email ON profiles FOR EACH ROW WHEN ('suspended'::text = new.state OR 'suspended'::text = old.state) EXECUTE FUNCTION private.follow_suspension();
CREATE TRIGGER name_matches AFTER UPDATE ON profiles FOR EACH ROW WHEN (old.search IS DISTINCT FROM new.search) EXECUTE FUNCTION private.name_matches();
CREATE TRIGGER protect BEFORE UPDATE ON profiles FOR EACH ROW EXECUTE FUNCTION private.protect_columns('moderator', 'id', 'email', 'state', 'verified_at', 'onboarded_at', 'created_at');
CREATE TRIGGER touch BEFORE UPDATE ON profiles FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON profiles FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();
CREATE TRIGGER z_return BEFORE UPDATE ON profiles FOR EACH ROW WHEN (old.state = 'suspended'::text AND new.state = 'suspended'::text) EXECUTE FUNCTION private.return_when_over();

alter table public.profiles enable row level security;

create policy "profiles select" on public.profiles for select to authenticated
  using (((id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "profiles update" on public.profiles for update to authenticated
  using (((id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)))
  with check ((((id = ( SELECT auth.uid() AS uid)) AND (NOT ( SELECT private.is_kept_from('taking_part'::text) AS is_kept_from))) OR ( SELECT private.has_role('moderator'::text) AS has_role)));

grant select on public.profiles to authenticated;
grant delete, select on public.profiles to service_role;

grant update (display_name, birth_date, gender, pronouns, city, country, occupation, bio, relationship_goal, attachment_style, communication_style, personality, state, last_active_at) on public.profiles to authenticated;
grant insert (id, display_name, email, birth_date, gender, pronouns, city, country, occupation, bio, relationship_goal, attachment_style, communication_style, personality, state, onboarded_at, verified_at, last_active_at, created_at) on public.profiles to service_role;
grant update (display_name, email, birth_date, gender, pronouns, city, country, occupation, bio, relationship_goal, attachment_style, communication_style, personality, state, onboarded_at, verified_at, last_active_at) on public.profiles to service_role;
