-- Written by `npm run schema` from the migrations: change those, not this.

create table public.subscription_plans (
  id uuid default gen_random_uuid() not null,
  code text not null,
  name text not null,
  description text,
  billing_interval text not null,
  currency text not null,
  amount_minor bigint not null,
  trial_days smallint default 0 not null,
  features jsonb default '[]'::jsonb not null,
  limits jsonb default '{}'::jsonb not null,
  active boolean default true not null,
  "position" integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  search text generated always as (private.folded(((name || ' '::text) || code))) stored,
  folded jsonb generated always as (private.folded_texts('{name,description}'::text[], ARRAY[name, description])) stored,
  constraint subscription_plans_amount_minor_check CHECK (amount_minor >= 0 AND amount_minor <= 100000000),
  constraint subscription_plans_billing_interval_check CHECK (billing_interval = ANY (ARRAY['month'::text, 'year'::text])),
  constraint subscription_plans_code_check CHECK (code ~ '^[a-z][a-z0-9_]{1,40}$'::text),
  constraint subscription_plans_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint subscription_plans_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint subscription_plans_description_check CHECK (char_length(description) <= 500),
  constraint subscription_plans_features_check CHECK (jsonb_typeof(features) = 'array'::text),
  constraint subscription_plans_features_depth_check CHECK (NOT jsonb_path_exists(features, '$.**{50}'::jsonpath)),
  constraint subscription_plans_features_elements_check CHECK (private.are_texts(features)),
  constraint subscription_plans_limits_check CHECK (jsonb_typeof(limits) = 'object'::text),
  constraint subscription_plans_limits_depth_check CHECK (NOT jsonb_path_exists(limits, '$.**{50}'::jsonpath)),
  constraint subscription_plans_limits_elements_check CHECK (private.are_plain(limits)),
  constraint subscription_plans_name_check CHECK (char_length(name) >= 1 AND char_length(name) <= 80),
  constraint subscription_plans_name_required_check CHECK (private.said(name) IS NOT NULL),
  constraint subscription_plans_pkey PRIMARY KEY (id),
  constraint subscription_plans_trial_days_check CHECK (trial_days >= 0 AND trial_days <= 90)
);

comment on table public.subscription_plans is 'Plans that members can subscribe to.';

comment on column public.subscription_plans.amount_minor is 'The present price; kept by the database. plan_prices has all of them.';
comment on column public.subscription_plans.limits is 'Feature to uses a month; null: without limit. {"introductions": 4, "messages": null}';
comment on column public.subscription_plans.active is 'On sale. A retired plan takes no new subscriptions; running ones go on.';

CREATE INDEX subscription_plans_currency_idx ON public.subscription_plans USING btree (currency);
CREATE UNIQUE INDEX subscription_plans_on_sale_idx ON public.subscription_plans USING btree (code, currency, billing_interval) WHERE active;
CREATE INDEX subscription_plans_position_idx ON public.subscription_plans USING btree ("position", id);
CREATE INDEX subscription_plans_search_idx ON public.subscription_plans USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_team BEFORE INSERT ON subscription_plans FOR EACH STATEMENT EXECUTE FUNCTION private.only_team('finance');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON subscription_plans FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER first_price AFTER INSERT ON subscription_plans FOR EACH ROW EXECUTE FUNCTION private.guard_plan();
CREATE TRIGGER guard_plan BEFORE DELETE OR UPDATE ON subscription_plans FOR EACH ROW EXECUTE FUNCTION private.guard_plan();
CREATE TRIGGER touch BEFORE UPDATE ON subscription_plans FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.subscription_plans enable row level security;

create policy "subscription_plans insert" on public.subscription_plans for insert to authenticated
  with check (( SELECT private.has_role('finance'::text) AS has_role));
create policy "subscription_plans select" on public.subscription_plans for select to authenticated
  using ((active OR ( SELECT private.is_staff() AS is_staff)));
create policy "subscription_plans update" on public.subscription_plans for update to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role))
  with check (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.subscription_plans to authenticated;
grant select on public.subscription_plans to service_role;

grant insert (id, code, name, description, billing_interval, currency, amount_minor, trial_days, features, limits, active, "position") on public.subscription_plans to authenticated;
grant update (name, description, trial_days, features, limits, active, "position") on public.subscription_plans to authenticated;
