-- A share of a limit that hardly any row has is found by its index. Under row security only comparisons that cannot leak
-- use one, which those of double precision are and those of numeric are not.

do $$
begin
  if (select a.atttypid from pg_attribute a where a.attrelid = 'public.usage_tracking'::regclass and a.attname = 'used_share') <> 'double precision'::regtype then
    drop index if exists public.usage_tracking_share_idx;
    alter table public.usage_tracking alter column used_share type double precision;
  end if;
end
$$;

create index if not exists usage_tracking_share_idx on public.usage_tracking (used_share desc, id desc);
