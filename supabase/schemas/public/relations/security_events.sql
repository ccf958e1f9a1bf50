-- Written by `npm run schema` from the migrations: change those, not this.

create table public.security_events (
  id bigint generated always as identity not null,
  at timestamp with time zone default clock_timestamp() not null,
  kind text not null,
  user_id uuid not null,
  who text not null,
  table_name text,
  file_format text,
  row_count bigint,
  filters jsonb,
  folded jsonb generated always as (private.folded_texts('{who}'::text[], ARRAY[who])) stored,
  constraint security_events_export_check CHECK ((kind = 'export'::text) = (table_name IS NOT NULL AND file_format IS NOT NULL AND row_count IS NOT NULL)),
  constraint security_events_file_format_check CHECK (char_length(file_format) <= 20),
  constraint security_events_filters_check CHECK (pg_column_size(filters) <= 20000),
  constraint security_events_filters_depth_check CHECK (NOT jsonb_path_exists(filters, '$.**{50}'::jsonpath)),
  constraint security_events_filters_elements_check CHECK (
CASE jsonb_typeof(filters)
    WHEN 'array'::text THEN NOT jsonb_path_exists(filters, 'strict $[*]?(@.type() != "object")'::jsonpath)
    ELSE filters IS NULL
END),
  constraint security_events_finite CHECK (isfinite(at)),
  constraint security_events_kind_check CHECK (kind = ANY (ARRAY['sign_in'::text, 'export'::text])),
  constraint security_events_pkey PRIMARY KEY (id),
  constraint security_events_row_count_check CHECK (row_count >= 0),
  constraint security_events_table_name_check CHECK (char_length(table_name) <= 63),
  constraint security_events_who_check CHECK (char_length(who) <= 200)
);

comment on table public.security_events is 'Staff who signed in, and lists that they exported, with how many rows and by which filters; never changed.';

CREATE INDEX security_events_at_idx ON public.security_events USING btree (at DESC, id DESC);
CREATE INDEX security_events_kind_idx ON public.security_events USING btree (kind, at DESC, id DESC);
CREATE INDEX security_events_user_idx ON public.security_events USING btree (user_id, at DESC);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON security_events FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON security_events FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON security_events FOR EACH ROW EXECUTE FUNCTION private.audit('log');

alter table public.security_events enable row level security;

create policy "security_events select" on public.security_events for select to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role));

grant select on public.security_events to authenticated;
grant select on public.security_events to service_role;
