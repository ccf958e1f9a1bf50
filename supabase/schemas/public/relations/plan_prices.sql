-- Written by `npm run schema` from the migrations: change those, not this.

create table public.plan_prices (
  id uuid default gen_random_uuid() not null,
  plan_id uuid not null,
  version integer not null,
  currency text not null,
  billing_interval text not null,
  amount_minor bigint not null,
  valid_from timestamp with time zone default clock_timestamp() not null,
  valid_until timestamp with time zone,
  reason text,
  created_by uuid,
  constraint plan_prices_amount_minor_check CHECK (amount_minor >= 0 AND amount_minor <= 100000000),
  constraint plan_prices_billing_interval_check CHECK (billing_interval = ANY (ARRAY['month'::text, 'year'::text])),
  constraint plan_prices_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint plan_prices_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint plan_prices_finite CHECK (isfinite(valid_from) AND isfinite(valid_until)),
  constraint plan_prices_order_check CHECK (valid_until >= valid_from),
  constraint plan_prices_pkey PRIMARY KEY (id),
  constraint plan_prices_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES subscription_plans(id) ON DELETE RESTRICT,
  constraint plan_prices_reason_check CHECK (char_length(reason) <= 500),
  constraint plan_prices_version_check CHECK (version >= 1),
  constraint plan_prices_version_key UNIQUE (plan_id, version)
);

comment on table public.plan_prices is 'What a plan cost, version by version. A price never changes; a new one is for who subscribes from then on.';

comment on column public.plan_prices.valid_until is 'Until when new subscriptions got it; empty: it is the present price.';

CREATE INDEX plan_prices_created_by_idx ON public.plan_prices USING btree (created_by);
CREATE INDEX plan_prices_currency_idx ON public.plan_prices USING btree (currency);
CREATE UNIQUE INDEX plan_prices_present_idx ON public.plan_prices USING btree (plan_id) WHERE (valid_until IS NULL);
CREATE INDEX plan_prices_valid_from_idx ON public.plan_prices USING btree (valid_from DESC, id DESC);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON plan_prices FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_price BEFORE DELETE OR UPDATE ON plan_prices FOR EACH ROW EXECUTE FUNCTION private.keep_price();

alter table public.plan_prices enable row level security;

create policy "plan_prices select" on public.plan_prices for select to authenticated
  using (( SELECT private.is_staff() AS is_staff));

grant select on public.plan_prices to authenticated;
grant select on public.plan_prices to service_role;
