-- Written by `npm run schema` from the migrations: change those, not this.

create table public.outreach_sequences (
  id uuid default gen_random_uuid() not null,
  name text not null,
  description text,
  state text default 'draft'::text not null,
  from_name text not null,
  from_email text not null,
  reply_to text,
  postal_address text not null,
  daily_cap integer default 100 not null,
  send_from time without time zone default '09:00:00'::time without time zone not null,
  send_until time without time zone default '17:00:00'::time without time zone not null,
  time_zone text default 'UTC'::text not null,
  owner_id uuid,
  activated_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((name || ' '::text) || COALESCE(description, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{name,description,from_name,postal_address}'::text[], ARRAY[name, description, from_name, postal_address])) stored,
  sort_name text generated always as (private.folded(name)) stored not null,
  send_days smallint[] default '{1,2,3,4,5,6,7}'::smallint[] not null,
  allow_parallel boolean default false not null,
  pause_reason text,
  soft_bounce_limit integer default 3 not null,
  away_days integer default 7 not null,
  stop_company boolean default false not null,
  constraint outreach_sequences_away_days_check CHECK (away_days >= 1 AND away_days <= 90),
  constraint outreach_sequences_daily_cap_check CHECK (daily_cap >= 1 AND daily_cap <= 5000),
  constraint outreach_sequences_description_check CHECK (char_length(description) <= 1000),
  constraint outreach_sequences_finite CHECK (isfinite(activated_at)),
  constraint outreach_sequences_from_email_check CHECK (from_email ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'::text),
  constraint outreach_sequences_from_email_length_check CHECK (char_length(from_email) <= 254),
  constraint outreach_sequences_from_name_check CHECK (char_length(from_name) >= 1 AND char_length(from_name) <= 120),
  constraint outreach_sequences_from_name_required_check CHECK (private.said(from_name) IS NOT NULL),
  constraint outreach_sequences_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 120),
  constraint outreach_sequences_name_key UNIQUE (name),
  constraint outreach_sequences_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint outreach_sequences_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint outreach_sequences_pause_reason_check CHECK (char_length(pause_reason) <= 300),
  constraint outreach_sequences_pkey PRIMARY KEY (id),
  constraint outreach_sequences_postal_address_check CHECK (char_length(postal_address) >= 10 AND char_length(postal_address) <= 300),
  constraint outreach_sequences_postal_address_required_check CHECK (private.said(postal_address) IS NOT NULL),
  constraint outreach_sequences_reply_to_check CHECK (reply_to ~ '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'::text),
  constraint outreach_sequences_reply_to_length_check CHECK (char_length(reply_to) <= 254),
  constraint outreach_sequences_send_days_check CHECK (send_days <@ '{1,2,3,4,5,6,7}'::smallint[] AND cardinality(send_days) > 0),
  constraint outreach_sequences_send_days_length_check CHECK (COALESCE(array_ndims(send_days), 1) = 1 AND cardinality(send_days) <= 7),
  constraint outreach_sequences_send_until_order_check CHECK (send_until > send_from),
  constraint outreach_sequences_soft_bounce_limit_check CHECK (soft_bounce_limit >= 1 AND soft_bounce_limit <= 20),
  constraint outreach_sequences_state_check CHECK (state = ANY (ARRAY['draft'::text, 'active'::text, 'paused'::text, 'archived'::text])),
  constraint outreach_sequences_time_zone_check CHECK (char_length(time_zone) >= 1 AND char_length(time_zone) <= 60)
);

comment on table public.outreach_sequences is 'Series of mails to leads.';

comment on column public.outreach_sequences.postal_address is 'CAN-SPAM: every commercial mail carries a valid postal address.';
comment on column public.outreach_sequences.send_days is 'Weekdays on which it sends, 1 for Monday to 7 for Sunday, in the zone of the lead.';
comment on column public.outreach_sequences.allow_parallel is 'Whether a lead may be in it who is in another active sequence.';
comment on column public.outreach_sequences.soft_bounce_limit is 'After so many bounces that pass, the lead gets no more.';
comment on column public.outreach_sequences.away_days is 'How many days an absence note delays that names no day.';
comment on column public.outreach_sequences.stop_company is 'Whether an answer, an objection or a conversion ends it for everybody with an address of the same domain too.';

-- From which state a row may come to which: rows of public.state_transitions.
--   (new) → draft
--   active → archived, paused
--   draft → active, archived
--   paused → active, archived

CREATE INDEX outreach_sequences_created_idx ON public.outreach_sequences USING btree (created_at DESC, id DESC);
CREATE INDEX outreach_sequences_owner_idx ON public.outreach_sequences USING btree (owner_id);
CREATE INDEX outreach_sequences_search_idx ON public.outreach_sequences USING gin (search extensions.gin_trgm_ops);
CREATE INDEX outreach_sequences_sort_name_idx ON public.outreach_sequences USING btree (sort_name, id);

CREATE TRIGGER a_team BEFORE INSERT ON outreach_sequences FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('growth');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON outreach_sequences FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER check_activation BEFORE UPDATE ON outreach_sequences FOR EACH ROW EXECUTE FUNCTION private.check_activation();
CREATE TRIGGER check_zone BEFORE INSERT OR UPDATE OF time_zone ON outreach_sequences FOR EACH ROW EXECUTE FUNCTION private.check_zone();
CREATE TRIGGER end_enrollments AFTER UPDATE OF state ON outreach_sequences FOR EACH ROW WHEN (new.state = 'archived'::text AND old.state <> 'archived'::text) EXECUTE FUNCTION private.end_enrollments_of_sequence();
CREATE TRIGGER keep_sender BEFORE INSERT OR UPDATE OF from_email ON outreach_sequences FOR EACH ROW EXECUTE FUNCTION private.keep_sender();
CREATE TRIGGER touch BEFORE UPDATE ON outreach_sequences FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER transition BEFORE INSERT OR UPDATE OF state ON outreach_sequences FOR EACH ROW EXECUTE FUNCTION private.enforce_transition();

alter table public.outreach_sequences enable row level security;

create policy "outreach_sequences delete" on public.outreach_sequences for delete to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_sequences insert" on public.outreach_sequences for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_sequences select" on public.outreach_sequences for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "outreach_sequences update" on public.outreach_sequences for update to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role))
  with check (( SELECT private.has_role('growth'::text) AS has_role));

grant delete, select on public.outreach_sequences to authenticated;
grant select on public.outreach_sequences to service_role;

grant insert (id, name, description, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, send_days, allow_parallel, soft_bounce_limit, away_days, stop_company) on public.outreach_sequences to authenticated;
grant update (name, description, state, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, send_days, allow_parallel, soft_bounce_limit, away_days, stop_company) on public.outreach_sequences to authenticated;
