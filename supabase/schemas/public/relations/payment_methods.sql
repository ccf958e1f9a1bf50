-- Written by `npm run schema` from the migrations: change those, not this.

create table public.payment_methods (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  brand text not null,
  last4 text not null,
  exp_month smallint not null,
  exp_year smallint not null,
  is_default boolean default false not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint payment_methods_brand_check CHECK (brand = ANY (ARRAY['visa'::text, 'mastercard'::text, 'amex'::text, 'discover'::text, 'diners'::text, 'jcb'::text, 'unionpay'::text, 'other'::text])),
  constraint payment_methods_exp_month_check CHECK (exp_month >= 1 AND exp_month <= 12),
  constraint payment_methods_exp_year_check CHECK (exp_year >= 2000 AND exp_year <= 2100),
  constraint payment_methods_id_user_key UNIQUE (id, user_id),
  constraint payment_methods_last4_check CHECK (last4 ~ '^[0-9]{4}$'::text),
  constraint payment_methods_pkey PRIMARY KEY (id),
  constraint payment_methods_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint payment_methods_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE CASCADE
);

comment on table public.payment_methods is 'Brand, last four and expiry only: card numbers never reach this database (PCI DSS 3.2).';

CREATE INDEX payment_methods_created_idx ON public.payment_methods USING btree (created_at DESC, id DESC);
CREATE INDEX payment_methods_expiry_idx ON public.payment_methods USING btree (exp_year, exp_month);
CREATE UNIQUE INDEX payment_methods_one_default_idx ON public.payment_methods USING btree (user_id) WHERE is_default;
CREATE INDEX payment_methods_user_idx ON public.payment_methods USING btree (user_id);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON payment_methods FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON payment_methods FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON payment_methods FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.payment_methods enable row level security;

create policy "payment_methods delete" on public.payment_methods for delete to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));
create policy "payment_methods select" on public.payment_methods for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('finance'::text) AS has_role)));
create policy "payment_methods update" on public.payment_methods for update to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role))
  with check (( SELECT private.has_role('finance'::text) AS has_role));

grant delete, select on public.payment_methods to authenticated;
grant delete, select on public.payment_methods to service_role;

grant update (exp_month, exp_year, is_default) on public.payment_methods to authenticated;
grant insert (id, user_id, brand, last4, exp_month, exp_year, is_default, created_at) on public.payment_methods to service_role;
grant update (brand, last4, exp_month, exp_year, is_default) on public.payment_methods to service_role;
