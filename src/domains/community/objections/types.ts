import type { ViewRow } from '@/supabase/rows'

/** A row of `appeal_queue`: an objection with the decision or sanction that it is against. */
export type Objection = Omit<
  ViewRow<
    'appeal_queue',
    | 'item_id'
    | 'sanction_id'
    | 'storage_path'
    | 'rule_label'
    | 'rule_text'
    | 'facts'
    | 'note'
    | 'report_note'
    | 'removed_words'
    | 'until'
    | 'reversed_at'
    | 'decided_by_name'
    | 'answer'
    | 'answered_at'
    | 'answered_by'
    | 'answered_by_name'
    | 'claimed_by'
    | 'claimed_name'
    | 'claim_expires_at'
  >,
  'item_type' | 'state' | 'kind'
> & {
  item_type: 'post' | 'comment' | 'photo' | 'sanction' | 'report' | 'profile'
  state: 'open' | Outcome
  kind: 'decision' | 'sanction' | 'report'
}

/** The possible answers to an objection. */
export type Outcome = 'upheld' | 'overturned'

/** The labels of the answers' buttons. */
export const verbs: Record<Outcome, string> = { upheld: 'Let it stand', overturned: 'Overturn' }

/** What was done, in the wording that members see. */
export const whatLabels: Readonly<Record<string, string>> = {
  hide: 'Hidden',
  remove: 'Removed',
  decline_edit: 'Edit declined',
  reject_photo: 'Photo rejected',
  remove_words: 'Words of the profile removed',
  warn: 'Warned',
  mute: 'Muted',
  suspend: 'Suspended',
  upheld: 'Their report was right',
  dismissed: 'Their report was dismissed',
  overturned: 'Their objection was right',
}
