-- Written by `npm run schema` from the migrations: change those, not this.

create table public.lead_consents (
  id uuid default gen_random_uuid() not null,
  lead_id uuid,
  given_at timestamp with time zone not null,
  how text not null,
  words text not null,
  recorded_by uuid,
  recorded_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{how,words}'::text[], ARRAY[how, words])) stored,
  constraint lead_consents_check CHECK (given_at <= (recorded_at + '1 day'::interval)),
  constraint lead_consents_finite CHECK (isfinite(given_at) AND isfinite(recorded_at)),
  constraint lead_consents_how_check CHECK (char_length(how) >= 3 AND char_length(how) <= 200),
  constraint lead_consents_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE SET NULL,
  constraint lead_consents_pkey PRIMARY KEY (id),
  constraint lead_consents_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint lead_consents_words_check CHECK (char_length(words) >= 3 AND char_length(words) <= 2000)
);

comment on table public.lead_consents is 'Evidence that somebody agreed to be written to: when, how, and in which words.';

CREATE INDEX lead_consents_lead_idx ON public.lead_consents USING btree (lead_id, recorded_at DESC);
CREATE INDEX lead_consents_recorded_by_idx ON public.lead_consents USING btree (recorded_by);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON lead_consents FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON lead_consents FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.lead_consents enable row level security;

create policy "lead_consents select" on public.lead_consents for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));

grant select on public.lead_consents to authenticated;
grant select on public.lead_consents to service_role;
