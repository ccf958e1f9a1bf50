-- Written by `npm run schema` from the migrations: change those, not this.

create table public.user_preferences (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  category text not null,
  value jsonb not null,
  importance smallint default 3 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint user_preferences_category_check CHECK (category = ANY (ARRAY['age_range'::text, 'distance'::text, 'gender'::text, 'children'::text, 'religion'::text, 'smoking'::text, 'drinking'::text, 'education'::text, 'politics'::text, 'pets'::text])),
  constraint user_preferences_importance_check CHECK (importance >= 1 AND importance <= 5),
  constraint user_preferences_pkey PRIMARY KEY (id),
  constraint user_preferences_user_id_category_key UNIQUE (user_id, category),
  constraint user_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint user_preferences_value_depth_check CHECK (NOT jsonb_path_exists(value, '$.**{50}'::jsonpath)),
  constraint user_preferences_value_elements_check CHECK (NOT jsonb_path_exists(value, 'strict $?(@.type() == "null" || @.type() == "array" && exists (@[*]?((@.type() == "object" || @.type() == "array") || @.type() == "null")))'::jsonpath) AND NOT jsonb_path_exists(value, 'strict $?(@.type() == "object").keyvalue()?((@."value".type() == "object" || @."value".type() == "array") || ((@."key" == "min" || @."key" == "max") || @."key" == "km") && @."value".type() != "number")'::jsonpath))
);

comment on table public.user_preferences is 'What each member looks for.';

CREATE INDEX user_preferences_updated_idx ON public.user_preferences USING btree (updated_at DESC, id DESC);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON user_preferences FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER a_suspended BEFORE INSERT OR DELETE OR UPDATE ON user_preferences FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_suspended();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_preferences FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_for_suspended BEFORE INSERT OR UPDATE ON user_preferences FOR EACH ROW EXECUTE FUNCTION private.refuse_for_suspended('user_id', 'taking_part');
CREATE TRIGGER touch BEFORE UPDATE ON user_preferences FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.user_preferences enable row level security;

create policy "user_preferences delete" on public.user_preferences for delete to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)));
create policy "user_preferences insert" on public.user_preferences for insert to authenticated
  with check ((user_id = ( SELECT auth.uid() AS uid)));
create policy "user_preferences select" on public.user_preferences for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "user_preferences update" on public.user_preferences for update to authenticated
  using ((user_id = ( SELECT auth.uid() AS uid)))
  with check ((user_id = ( SELECT auth.uid() AS uid)));

grant delete, select on public.user_preferences to authenticated;
grant delete, select on public.user_preferences to service_role;

grant insert (id, user_id, category, value, importance) on public.user_preferences to authenticated;
grant update (value, importance) on public.user_preferences to authenticated;
grant insert (id, user_id, category, value, importance, created_at) on public.user_preferences to service_role;
grant update (category, value, importance) on public.user_preferences to service_role;
