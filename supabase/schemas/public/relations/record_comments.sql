-- Written by `npm run schema` from the migrations: change those, not this.

create table public.record_comments (
  id uuid default gen_random_uuid() not null,
  table_name text not null,
  record_id text not null,
  record_label text,
  body text not null,
  author_id uuid default auth.uid() not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint record_comments_author_id_fkey FOREIGN KEY (author_id) REFERENCES staff_members(user_id),
  constraint record_comments_body_check CHECK (char_length(btrim(body)) >= 1 AND char_length(btrim(body)) <= 4000),
  constraint record_comments_body_required_check CHECK (private.said(body) IS NOT NULL),
  constraint record_comments_pkey PRIMARY KEY (id),
  constraint record_comments_record_id_check CHECK (char_length(record_id) >= 1 AND char_length(record_id) <= 100),
  constraint record_comments_record_label_check CHECK (char_length(record_label) <= 120),
  constraint record_comments_table_name_check CHECK (table_name ~ '^[a-z][a-z0-9_]{1,62}$'::text)
);

comment on table public.record_comments is 'What the staff say about a record. Who can read the record can read them; they stay as written, and only their author takes one back.';

comment on column public.record_comments.record_label is 'What the record was called when the comment was written.';

CREATE INDEX record_comments_author_idx ON public.record_comments USING btree (author_id);
CREATE INDEX record_comments_record_idx ON public.record_comments USING btree (table_name, record_id, created_at, id);

CREATE TRIGGER a_stamp BEFORE INSERT OR UPDATE ON record_comments FOR EACH ROW EXECUTE FUNCTION private.stamp_comment();
CREATE TRIGGER a_team BEFORE INSERT ON record_comments FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('staff');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON record_comments FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER b_said BEFORE INSERT OR UPDATE OF body ON record_comments FOR EACH ROW EXECUTE FUNCTION private.require_said('body', 'Write something first.');
CREATE TRIGGER touch BEFORE UPDATE ON record_comments FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.record_comments enable row level security;

create policy "record_comments delete" on public.record_comments for delete to authenticated
  using (((author_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff)));
create policy "record_comments insert" on public.record_comments for insert to authenticated
  with check (((author_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.is_staff() AS is_staff) AND (( SELECT private.readable_record(record_comments.table_name, record_comments.record_id) AS readable_record) IS NOT NULL)));
create policy "record_comments select" on public.record_comments for select to authenticated
  using ((( SELECT private.is_staff() AS is_staff) AND (( SELECT private.readable_record(record_comments.table_name, record_comments.record_id) AS readable_record) IS NOT NULL)));

grant delete, select on public.record_comments to authenticated;
grant select on public.record_comments to service_role;

grant insert (id, table_name, record_id, body, author_id) on public.record_comments to authenticated;
