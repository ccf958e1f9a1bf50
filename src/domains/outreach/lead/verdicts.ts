import type { InferOutput } from 'valibot'
import type { enrolAnswer } from './results'

/** What `enrol_leads` answers: of each lead what came, or would come, of it. */
export type EnrolAnswer = InferOutput<typeof enrolAnswer>

type VerdictKey = keyof EnrolAnswer

/** Those of whom the same is true. */
export type Verdict = EnrolAnswer[VerdictKey]

/** The groups in the order in which they are shown, and what to do about each. */
export const verdicts: readonly { key: VerdictKey; label: (done: boolean) => string; why: string }[] = [
  {
    key: 'enrolled',
    label: (done) => (done ? 'were enrolled' : 'would be enrolled'),
    why: 'Their first email goes when the sequence sends next.',
  },
  { key: 'already_in', label: () => 'are or were in this sequence', why: 'Nobody gets a sequence twice.' },
  {
    key: 'suppressed',
    label: () => 'must not be mailed',
    why: 'They are suppressed or have objected; an admin lifts that, with a reason.',
  },
  { key: 'no_address', label: () => 'have no email address', why: 'Add one on the lead.' },
  {
    key: 'no_provenance',
    label: () => 'lack a source or the consent it asks for',
    why: 'Give the source, or record the consent with its evidence.',
  },
  {
    key: 'in_another_sequence',
    label: () => 'are in another sequence',
    why: 'One at a time, unless the sequence allows more.',
  },
  {
    key: 'wrong_state',
    label: () => 'are rejected or converted',
    why: 'Change the state of the lead if that is wrong.',
  },
]
