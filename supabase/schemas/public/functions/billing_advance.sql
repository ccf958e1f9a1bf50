-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.billing_advance(as_of timestamp with time zone DEFAULT now(), at_most integer DEFAULT 1000, dry_run boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.advance_billing(as_of, least(greatest(at_most, 1), 5000), coalesce(dry_run, false)) $function$;

comment on function public.billing_advance(as_of timestamp with time zone, at_most integer, dry_run boolean) is 'Renews, ends trials, does what was scheduled, makes drafts, marks past due, up to that moment. Repeatable; two at once share the work. For the worker and admins.';

grant execute on function public.billing_advance(as_of timestamp with time zone, at_most integer, dry_run boolean) to authenticated;
grant execute on function public.billing_advance(as_of timestamp with time zone, at_most integer, dry_run boolean) to service_role;
