-- No form changes a comment, and whom it calls was settled when it was written: another text by request called nobody.
-- Who wants other words takes it back and writes anew.

revoke update on public.record_comments from authenticated;
drop policy if exists "record_comments update" on public.record_comments;
comment on table public.record_comments is 'What the staff say about a record. Who can read the record can read them; they stay as written, and only their author takes one back.';
