-- Written by `npm run schema` from the migrations: change those, not this.

create table public.currencies (
  code text not null,
  id text generated always as (code) stored,
  digits smallint not null,
  constraint currencies_code_check CHECK (code ~ '^[A-Z]{3}$'::text),
  constraint currencies_digits_check CHECK (digits >= 0 AND digits <= 4),
  constraint currencies_pkey PRIMARY KEY (code)
);

comment on table public.currencies is 'ISO 4217: the currencies in use and how many digits their minor unit has. EUR 2, JPY 0, KWD 3.';

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON currencies FOR EACH ROW EXECUTE FUNCTION private.audit('log');

alter table public.currencies enable row level security;

create policy "currencies select" on public.currencies for select to authenticated
  using (true);

grant select on public.currencies to authenticated;
grant select on public.currencies to service_role;
