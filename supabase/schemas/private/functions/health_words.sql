-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.health_words(sent bigint, bounced bigint, complained bigint)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case
    when sent < 20 then null
    when bounced > sent * 0.05 then format('Paused by itself: %s of the last %s emails bounced (%s %%, the limit is 5 %%).', bounced, sent, round(100.0 * bounced / sent, 1))
    when complained > sent * 0.003 then format('Paused by itself: %s of the last %s emails were complained about (%s %%, the limit is 0.3 %%).', complained, sent, round(100.0 * complained / sent, 1))
    end
$function$;

comment on function private.health_words(sent bigint, bounced bigint, complained bigint) is 'The sentence with which a sender or sequence pauses by itself: its bounces or complaints against the limit; null where they are within, and for fewer than 20 mails.';
