-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.recurring(amount bigint, quantity integer, discount_percent numeric)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$ select (amount * quantity - round(amount * quantity * discount_percent / 100))::bigint $function$;

comment on function private.recurring(amount bigint, quantity integer, discount_percent numeric) is 'What a subscription brings in each period, net of its discount, which is rounded once.';
