-- Written by `npm run schema` from the migrations: change those, not this.

create table public.refunds (
  id uuid default gen_random_uuid() not null,
  number text not null,
  payment_id uuid not null,
  user_id uuid,
  currency text not null,
  amount_minor bigint not null,
  from_credit_minor bigint not null,
  provider_reference text,
  reason text not null,
  refunded_at timestamp with time zone default clock_timestamp() not null,
  recorded_by uuid,
  search text generated always as (private.folded(((number || ' '::text) || reason))) stored,
  folded jsonb generated always as (private.folded_texts('{reason}'::text[], ARRAY[reason])) stored,
  constraint refunds_amount_minor_check CHECK (amount_minor >= 1 AND amount_minor <= '9007199254740991'::bigint),
  constraint refunds_check CHECK (from_credit_minor >= 0 AND from_credit_minor <= amount_minor),
  constraint refunds_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint refunds_finite CHECK (isfinite(refunded_at)),
  constraint refunds_number_check CHECK (number ~ '^RF-[0-9]{4}-[0-9]{5,}$'::text),
  constraint refunds_number_key UNIQUE (number),
  constraint refunds_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id) ON DELETE RESTRICT,
  constraint refunds_pkey PRIMARY KEY (id),
  constraint refunds_provider_reference_check CHECK (char_length(provider_reference) <= 200),
  constraint refunds_reason_check CHECK (char_length(btrim(reason)) >= 1 AND char_length(btrim(reason)) <= 500),
  constraint refunds_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint refunds_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE SET NULL,
  constraint refunds_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE SET NULL
);

comment on table public.refunds is 'A numbered document for money that went back. Never changed.';

comment on column public.refunds.from_credit_minor is 'What of it came out of the member''s credit; the rest was unallocated.';

CREATE INDEX refunds_currency_idx ON public.refunds USING btree (currency);
CREATE INDEX refunds_payment_idx ON public.refunds USING btree (payment_id);
CREATE INDEX refunds_provider_reference_idx ON public.refunds USING btree (provider_reference) WHERE (provider_reference IS NOT NULL);
CREATE INDEX refunds_recorded_by_idx ON public.refunds USING btree (recorded_by);
CREATE INDEX refunds_refunded_idx ON public.refunds USING btree (refunded_at DESC, id DESC);
CREATE INDEX refunds_search_idx ON public.refunds USING gin (search extensions.gin_trgm_ops);
CREATE INDEX refunds_user_idx ON public.refunds USING btree (user_id);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON refunds FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_booking BEFORE DELETE OR UPDATE ON refunds FOR EACH ROW EXECUTE FUNCTION private.keep_booking();

alter table public.refunds enable row level security;

create policy "refunds select" on public.refunds for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.refunds to authenticated;
grant select on public.refunds to service_role;
