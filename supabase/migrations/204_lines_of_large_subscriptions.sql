-- What is left of a period may come to as much as a hundred of the dearest plan; its line was refused above a single one.

alter table public.invoice_line_items drop constraint if exists invoice_line_items_unit_minor_check;
alter table public.invoice_line_items add constraint invoice_line_items_unit_minor_check
  check (unit_minor between case when kind = 'proration' then -10000000000 else 0 end and case when kind = 'proration' then 10000000000 else 100000000 end);
