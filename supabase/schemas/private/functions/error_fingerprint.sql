-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.error_fingerprint(kind text, message text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select case when coalesce(kind, message) is not null then left(md5(coalesce(kind, '') || ' ' ||
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      translate(lower(coalesce(message, '')), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९０１２３４５６７８９', '0123456789012345678901234567890123456789'),
      -- Addresses; then what stands in quotes, of which an apostrophe within a word is none.
      'https?://\S+|[0-9a-f]{8}-[0-9a-f-]{27}|[^\s"''<>]+@[^\s"''<>]+', '#', 'g'),
      '"[^"\n]*"|`[^`\n]*`|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|‹[^›\n]*›|「[^」\n]*」|『[^』\n]*』|(?<![[:alnum:]])''[^''\n]*''(?![[:alnum:]])|(?<![[:alnum:]])‘[^’\n]*’(?![[:alnum:]])', '#', 'g'),
      -- Ids: eight letters and figures or more, with three figures in a row or some in two places. Names such as base64url stay.
      '(?=[a-z0-9]*(?:[0-9]{3}|[0-9][a-z]+[0-9]))[a-z0-9]{8,}', '#', 'g'),
      '[0-9]+([.,:][0-9]+)*', '#', 'g')), 12) end
$function$;

comment on function private.error_fingerprint(kind text, message text) is 'Twelve hexadecimal digits for a failure, of its kind and its message without what only names something (quoted names, addresses, ids, numbers): equal ones are the same failure.';

grant execute on function private.error_fingerprint(kind text, message text) to authenticated;
grant execute on function private.error_fingerprint(kind text, message text) to service_role;
