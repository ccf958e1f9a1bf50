-- Written by `npm run schema` from the migrations: change those, not this.

create table public.sequence_senders (
  id uuid default gen_random_uuid() not null,
  sequence_id uuid not null,
  sender_id uuid not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint sequence_senders_pkey PRIMARY KEY (id),
  constraint sequence_senders_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES outreach_senders(id) ON DELETE RESTRICT,
  constraint sequence_senders_sequence_id_fkey FOREIGN KEY (sequence_id) REFERENCES outreach_sequences(id) ON DELETE CASCADE,
  constraint sequence_senders_sequence_id_sender_id_key UNIQUE (sequence_id, sender_id)
);

comment on table public.sequence_senders is 'The addresses that a sequence writes from beside its own. Mails of one lead come from one address as long as that may send.';

CREATE INDEX sequence_senders_created_idx ON public.sequence_senders USING btree (created_at DESC, id DESC);
CREATE INDEX sequence_senders_sender_idx ON public.sequence_senders USING btree (sender_id);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON sequence_senders FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON sequence_senders FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.sequence_senders enable row level security;

create policy "sequence_senders delete" on public.sequence_senders for delete to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_senders insert" on public.sequence_senders for insert to authenticated
  with check (( SELECT private.has_role('growth'::text) AS has_role));
create policy "sequence_senders select" on public.sequence_senders for select to authenticated
  using (( SELECT private.has_role('growth'::text) AS has_role));

grant delete, select on public.sequence_senders to authenticated;
grant select on public.sequence_senders to service_role;

grant insert (id, sequence_id, sender_id) on public.sequence_senders to authenticated;
