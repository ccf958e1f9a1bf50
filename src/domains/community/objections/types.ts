/** A row of `appeal_queue`: an objection with what it is against. */
export interface Objection {
  id: string
  item_type: 'post' | 'comment' | 'photo' | 'sanction'
  /** Of the post, comment or photo; none of a sanction, or of what is gone. */
  item_id: string | null
  sanction_id: string | null
  /** Of a photo. */
  storage_path: string | null
  text: string
  member_id: string
  member_name: string
  what: string
  rule_label: string | null
  rule_text: string | null
  facts: string | null
  note: string | null
  until: string | null
  reversed_at: string | null
  decided_at: string
  decided_by_name: string | null
  may_answer: boolean
  created_at: string
}

/** How an objection is answered. */
export type Outcome = 'upheld' | 'overturned'

/** What was done, as members are told. */
export const whatLabels: Readonly<Record<string, string>> = {
  hide: 'Hidden',
  remove: 'Removed',
  decline_edit: 'Edit declined',
  reject_photo: 'Photo rejected',
  warn: 'Warned',
  mute: 'Muted',
  suspend: 'Suspended',
  upheld: 'Their report was right',
  dismissed: 'Their report was dismissed',
  overturned: 'Their objection was right',
}
