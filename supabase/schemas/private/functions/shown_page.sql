-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.shown_page(written text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select case when written ~ '^[!-$&-~]+$' then private.lower_case(written) else private.fold_case(private.visible_text(private.percent_decoded(written))) end
$function$;

comment on function private.shown_page(written text) is 'The address of a page in small letters, without escapes.';
