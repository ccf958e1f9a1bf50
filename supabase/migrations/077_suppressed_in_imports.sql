-- A person is known by phone, handle and profile, too: the check of an import names who is suppressed by any of them.
create or replace function private.import_suppressed(target text, data jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  select target = 'leads' and private.may_import(target) and exists (
    select from private.suppressed_keys k where k.key = any (private.lookup_keys(
      private.contact_keys(data ->> 'email', data ->> 'phone', data ->> 'handle', data ->> 'profile_url', data ->> 'country'),
      private.mail_address(data ->> 'email'))))
$$;
revoke execute on function private.import_suppressed(text, jsonb) from public, anon, authenticated, service_role;
grant execute on function private.import_suppressed(text, jsonb) to authenticated;
comment on function private.import_suppressed(text, jsonb) is 'Whether the person in an imported row may not be mailed, by any of their keys, for those who import such rows.';
