-- Written by `npm run schema` from the migrations: change those, not this.

create table public.comment_mentions (
  id uuid default gen_random_uuid() not null,
  comment_id uuid not null,
  person_id uuid not null,
  read_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint comment_mentions_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES record_comments(id) ON DELETE CASCADE,
  constraint comment_mentions_comment_id_person_id_key UNIQUE (comment_id, person_id),
  constraint comment_mentions_finite CHECK (isfinite(read_at)),
  constraint comment_mentions_person_id_fkey FOREIGN KEY (person_id) REFERENCES staff_members(user_id) ON DELETE CASCADE,
  constraint comment_mentions_pkey PRIMARY KEY (id)
);

comment on table public.comment_mentions is 'Whom a comment calls: their inbox. Read once they have seen it.';

CREATE INDEX comment_mentions_person_idx ON public.comment_mentions USING btree (person_id);
CREATE INDEX comment_mentions_unread_idx ON public.comment_mentions USING btree (person_id, created_at DESC, id DESC) WHERE (read_at IS NULL);

CREATE TRIGGER a_moment_of_read_at BEFORE INSERT OR UPDATE OF read_at ON comment_mentions FOR EACH ROW WHEN (new.read_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.read_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('read_at');
CREATE TRIGGER a_team BEFORE INSERT ON comment_mentions FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('staff');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON comment_mentions FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER check_mention BEFORE INSERT OR UPDATE ON comment_mentions FOR EACH ROW EXECUTE FUNCTION private.check_mention();
CREATE TRIGGER touch BEFORE UPDATE ON comment_mentions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.comment_mentions enable row level security;

create policy "comment_mentions insert" on public.comment_mentions for insert to authenticated
  with check ((( SELECT private.is_staff() AS is_staff) AND (comment_id IN ( SELECT c.id
   FROM record_comments c
  WHERE (c.author_id = ( SELECT auth.uid() AS uid))))));
create policy "comment_mentions select" on public.comment_mentions for select to authenticated
  using ((( SELECT private.is_staff() AS is_staff) AND ((person_id = ( SELECT auth.uid() AS uid)) OR (comment_id IN ( SELECT c.id
   FROM record_comments c
  WHERE (c.author_id = ( SELECT auth.uid() AS uid)))))));
create policy "comment_mentions update" on public.comment_mentions for update to authenticated
  using (((person_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)))
  with check ((person_id = ( SELECT auth.uid() AS uid)));

grant select on public.comment_mentions to authenticated;
grant select on public.comment_mentions to service_role;

grant insert (comment_id, person_id) on public.comment_mentions to authenticated;
grant update (read_at) on public.comment_mentions to authenticated;
