-- Written by `npm run schema` from the migrations: change those, not this.

create table public.subscription_periods (
  id uuid default gen_random_uuid() not null,
  subscription_id uuid not null,
  n integer not null,
  user_id uuid not null,
  from_at timestamp with time zone not null,
  recorded_at timestamp with time zone default clock_timestamp() not null,
  state text not null,
  plan_id uuid not null,
  price_id uuid not null,
  currency text not null,
  billing_interval text not null,
  quantity smallint not null,
  discount_percent numeric(5,2) not null,
  recurring_minor bigint not null,
  mrr_twelfths bigint generated always as (
CASE
    WHEN (state = ANY (ARRAY['active'::text, 'past_due'::text])) THEN (recurring_minor *
    CASE billing_interval
        WHEN 'month'::text THEN 12
        ELSE 1
    END)
    ELSE (0)::bigint
END) stored,
  reason text,
  decided_by uuid,
  change_twelfths bigint not null,
  constraint subscription_periods_billing_interval_check CHECK (billing_interval = ANY (ARRAY['month'::text, 'year'::text])),
  constraint subscription_periods_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint subscription_periods_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint subscription_periods_finite CHECK (isfinite(from_at) AND isfinite(recorded_at) AND discount_percent < 'Infinity'::numeric),
  constraint subscription_periods_n_check CHECK (n >= 1),
  constraint subscription_periods_n_key UNIQUE (subscription_id, n),
  constraint subscription_periods_pkey PRIMARY KEY (id),
  constraint subscription_periods_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES subscription_plans(id) ON DELETE RESTRICT,
  constraint subscription_periods_price_id_fkey FOREIGN KEY (price_id) REFERENCES plan_prices(id) ON DELETE RESTRICT,
  constraint subscription_periods_reason_check CHECK (char_length(reason) <= 500),
  constraint subscription_periods_recurring_minor_check CHECK (recurring_minor >= 0),
  constraint subscription_periods_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES user_subscriptions(id) ON DELETE RESTRICT,
  constraint subscription_periods_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE RESTRICT,
  constraint subscription_periods_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE RESTRICT
);

comment on table public.subscription_periods is 'The terms of each subscription over time. Only added to: each row holds until the next one of its subscription begins.';

comment on column public.subscription_periods.recorded_at is 'When it was written down: what was known as of a moment goes by this.';
comment on column public.subscription_periods.mrr_twelfths is 'Recurring revenue a month, in twelfths of a minor unit: active and past due only, net of discounts, without tax.';
comment on column public.subscription_periods.change_twelfths is 'By how much recurring revenue moved with this step, in twelfths of a minor unit. Kept by the database.';

CREATE INDEX subscription_periods_change_idx ON public.subscription_periods USING btree (user_id, currency, from_at, n) INCLUDE (change_twelfths, recorded_at, plan_id) WHERE (change_twelfths <> 0);
CREATE INDEX subscription_periods_currency_idx ON public.subscription_periods USING btree (currency);
CREATE INDEX subscription_periods_decided_by_idx ON public.subscription_periods USING btree (decided_by);
CREATE INDEX subscription_periods_from_idx ON public.subscription_periods USING btree (from_at DESC, id DESC);
CREATE INDEX subscription_periods_plan_idx ON public.subscription_periods USING btree (plan_id);
CREATE INDEX subscription_periods_price_idx ON public.subscription_periods USING btree (price_id);
CREATE INDEX subscription_periods_user_idx ON public.subscription_periods USING btree (user_id);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON subscription_periods FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER keep_booking BEFORE DELETE OR UPDATE ON subscription_periods FOR EACH ROW EXECUTE FUNCTION private.keep_booking('decided_by', 'mrr_twelfths');
CREATE TRIGGER note_change BEFORE INSERT ON subscription_periods FOR EACH ROW EXECUTE FUNCTION private.note_change();

alter table public.subscription_periods enable row level security;

create policy "subscription_periods select" on public.subscription_periods for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.subscription_periods to authenticated;
grant select on public.subscription_periods to service_role;
