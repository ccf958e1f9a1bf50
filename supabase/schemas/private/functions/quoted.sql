-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.quoted(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case when q.words ~ '[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\U00010800-\U00010FFF\U0001E800-\U0001EFFF]' then U&'\2068' || q.words || U&'\2069' else q.words end
  from (select regexp_replace(quoted.words, '[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]', '', 'g') as words) q
$function$;

comment on function private.quoted(words text) is 'What a member wrote, as it stands in a sentence of ours: without signs that turn the direction, and apart where it runs from right to left.';
