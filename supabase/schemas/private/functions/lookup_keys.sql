-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lookup_keys(keys text[], address text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  domain text := split_part(address, '@', 2);
  result text[] := keys;
begin
  if domain <> '' then
    result := result || ('domain:' || domain);
    if domain like '%xn--%' then
      domain := private.same_letters(domain);
      result := result || ('domain:' || domain);
    end if;
    while position('.' in domain) > 0 loop
      result := result || ('domain:.' || domain);
      domain := substr(domain, position('.' in domain) + 1);
    end loop;
  end if;
  if exists (select from private.suppressed_keys k where k.key >= 'hash:' and k.key < 'hash;') then
    result := result || array(select private.hashed_key(k) from unnest(keys) k);
  end if;
  return result;
end
$function$;

comment on function private.lookup_keys(keys text[], address text) is 'All keys under which somebody with these may be suppressed: their own, their domain''s, and their hashes.';
