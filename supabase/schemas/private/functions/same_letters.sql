-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.same_letters(domain text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  -- ß is a letter of its own in a domain; U+E000 keeps its place while the others are folded.
  return case when domain like '%xn--%'
    then coalesce(private.mail_domain(replace(private.fold_case(replace(private.shown_domain(domain), 'ß', U&'\E000')), U&'\E000', 'ß')), domain)
    else domain end;
end
$function$;

comment on function private.same_letters(domain text) is 'A domain as it is compared: letters that become the same when it is written large are the same, except ß, which domains tell from ss.';
