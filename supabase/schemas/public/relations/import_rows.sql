-- Written by `npm run schema` from the migrations: change those, not this.

create table public.import_rows (
  import_id uuid not null,
  row_number integer not null,
  data jsonb not null,
  key text,
  outcome text,
  reason jsonb,
  twin integer,
  updated_at timestamp with time zone default now() not null,
  suppressed boolean default false not null,
  constraint import_rows_data_check CHECK (jsonb_typeof(data) = 'object'::text AND octet_length(data::text) <= 400000),
  constraint import_rows_data_depth_check CHECK (NOT jsonb_path_exists(data, '$.**{50}'::jsonpath)),
  constraint import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE,
  constraint import_rows_outcome_check CHECK (outcome = ANY (ARRAY['new'::text, 'duplicate'::text, 'bad'::text, 'created'::text, 'updated'::text, 'skipped'::text, 'refused'::text])),
  constraint import_rows_pkey PRIMARY KEY (import_id, row_number),
  constraint import_rows_reason_depth_check CHECK (NOT jsonb_path_exists(reason, '$.**{50}'::jsonpath)),
  constraint import_rows_reason_elements_check CHECK (
CASE jsonb_typeof(reason)
    WHEN 'object'::text THEN NOT jsonb_path_exists(reason, 'strict $.keyvalue()?((@."value".type() == "object" || @."value".type() == "array") || @."key" == "message" && @."value".type() != "string")'::jsonpath)
    ELSE reason IS NULL
END),
  constraint import_rows_row_number_check CHECK (row_number > 0)
);

comment on table public.import_rows is 'The rows of an import with what the check found.';

comment on column public.import_rows.suppressed is 'Whether the person may not be mailed, as the check found.';

CREATE INDEX import_rows_key_idx ON public.import_rows USING btree (import_id, key, row_number);

CREATE TRIGGER a_findings BEFORE INSERT OR UPDATE ON import_rows FOR EACH ROW EXECUTE FUNCTION private.keep_findings();
CREATE TRIGGER touch BEFORE UPDATE ON import_rows FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.import_rows enable row level security;

create policy "import_rows delete" on public.import_rows for delete to authenticated
  using ((import_id IN ( SELECT i.id
   FROM imports i
  WHERE (i.owner_id = ( SELECT auth.uid() AS uid)))));
create policy "import_rows insert" on public.import_rows for insert to authenticated
  with check ((import_id IN ( SELECT i.id
   FROM imports i
  WHERE ((i.owner_id = ( SELECT auth.uid() AS uid)) AND (i.state = 'open'::text)))));
create policy "import_rows select" on public.import_rows for select to authenticated
  using ((import_id IN ( SELECT i.id
   FROM imports i
  WHERE ((i.owner_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('admin'::text) AS has_role)))));
create policy "import_rows update" on public.import_rows for update to authenticated
  using ((import_id IN ( SELECT i.id
   FROM imports i
  WHERE (i.owner_id = ( SELECT auth.uid() AS uid)))))
  with check ((import_id IN ( SELECT i.id
   FROM imports i
  WHERE (i.owner_id = ( SELECT auth.uid() AS uid)))));

grant delete, select on public.import_rows to authenticated;
grant select on public.import_rows to service_role;

grant insert (import_id, row_number, data, key) on public.import_rows to authenticated;
grant update (outcome, reason, twin, suppressed) on public.import_rows to authenticated;
