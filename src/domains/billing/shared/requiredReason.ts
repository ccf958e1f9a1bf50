import { longText } from '@/resource/fields'

/** The reason field that the database requires for reversals, credits, deferrals and pauses. */
export const requiredReason = { ...longText('Why'), required: true } as const
