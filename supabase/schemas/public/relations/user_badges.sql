-- Written by `npm run schema` from the migrations: change those, not this.

create table public.user_badges (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  badge_id uuid not null,
  reason text,
  awarded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{reason}'::text[], ARRAY[reason])) stored,
  constraint user_badges_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES badges(id) ON DELETE RESTRICT,
  constraint user_badges_finite CHECK (isfinite(awarded_at)),
  constraint user_badges_pkey PRIMARY KEY (id),
  constraint user_badges_reason_check CHECK (char_length(reason) <= 300),
  constraint user_badges_user_id_badge_id_key UNIQUE (user_id, badge_id),
  constraint user_badges_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE
);

comment on table public.user_badges is 'Badges that members have earned.';

CREATE INDEX user_badges_awarded_idx ON public.user_badges USING btree (awarded_at DESC, id DESC);
CREATE INDEX user_badges_badge_idx ON public.user_badges USING btree (badge_id);

CREATE TRIGGER a_arrival_of_awarded_at BEFORE INSERT OR UPDATE OF awarded_at ON user_badges FOR EACH ROW WHEN (new.awarded_at > clock_timestamp() AND new.awarded_at < '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.count_from_arrival('awarded_at');
CREATE TRIGGER a_moment_of_awarded_at BEFORE INSERT OR UPDATE OF awarded_at ON user_badges FOR EACH ROW WHEN (new.awarded_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.awarded_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('awarded_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON user_badges FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON user_badges FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.user_badges enable row level security;

create policy "user_badges delete" on public.user_badges for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "user_badges insert" on public.user_badges for insert to authenticated
  with check (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "user_badges select" on public.user_badges for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "user_badges update" on public.user_badges for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (( SELECT private.has_role('moderator'::text) AS has_role));

grant delete, select on public.user_badges to authenticated;
grant delete, select on public.user_badges to service_role;

grant insert (id, user_id, badge_id, reason) on public.user_badges to authenticated;
grant update (reason) on public.user_badges to authenticated;
grant insert (id, user_id, badge_id, reason, awarded_at) on public.user_badges to service_role;
grant update (reason, awarded_at) on public.user_badges to service_role;
