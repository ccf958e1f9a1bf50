-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.misspelt(spelled text, needle text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
begin
  return needle ~ '^ [a-z]{8,} $' and spelled ~ (
    select ' (' || string_agg(distinct v, '|') || ') '
    from (select btrim(needle) as word) w, generate_series(1, char_length(needle) - 2) n,
      lateral (values (overlay(w.word placing '' from n for 1)),
        (case when n < char_length(w.word) then overlay(w.word placing substr(w.word, n + 1, 1) || substr(w.word, n, 1) from n for 2) end)) x (v)
    where v <> w.word);
end
$function$;

comment on function private.misspelt(spelled text, needle text) is 'Whether a text holds a long word with one letter left out, or two neighbours in each other''s places.';
