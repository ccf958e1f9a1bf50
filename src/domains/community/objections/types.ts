/** A row of `appeal_queue`: an objection with what it is against. */
export interface Objection {
  id: string
  item_type: 'post' | 'comment' | 'photo' | 'sanction' | 'report' | 'profile'
  /** Of the post, comment, photo, profile or report about a member; none of a sanction, or of what is gone. */
  item_id: string | null
  sanction_id: string | null
  /** Of a photo. */
  storage_path: string | null
  state: 'open' | Outcome
  text: string
  member_id: string
  member_name: string
  kind: 'decision' | 'sanction' | 'report'
  what: string
  rule_label: string | null
  rule_text: string | null
  facts: string | null
  note: string | null
  /** What the member wrote with the report that was dismissed. */
  report_note: string | null
  /** What was taken away of a profile. */
  removed_words: string | null
  until: string | null
  reversed_at: string | null
  decided_at: string
  decided_by_name: string | null
  may_answer: boolean
  answer: string | null
  answered_at: string | null
  answered_by: string | null
  answered_by_name: string | null
  claimed_by: string | null
  claimed_name: string | null
  claim_expires_at: string | null
  created_at: string
}

/** How an objection is answered. */
export type Outcome = 'upheld' | 'overturned'

/** The same, as buttons name it. */
export const verbs: Record<Outcome, string> = { upheld: 'Let it stand', overturned: 'Overturn' }

/** What was done, as members are told. */
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
