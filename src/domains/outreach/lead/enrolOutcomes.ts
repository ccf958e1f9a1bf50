import type { InferOutput } from 'valibot'
import type { enrolAnswer } from './results'

/** The result of `enrol_leads`: the leads grouped by outcome. */
export type EnrolAnswer = InferOutput<typeof enrolAnswer>

type OutcomeKey = keyof EnrolAnswer

/** The leads with the same outcome. */
export type EnrolOutcome = EnrolAnswer[OutcomeKey]

/** The outcomes in display order, each with what to do about it. */
export const enrolOutcomes: readonly { key: OutcomeKey; label: (done: boolean) => string; why: string }[] = [
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
