import { longText } from '@/resource/fields'

/** The reason that the database requires wherever something is taken away, credited, put off or paused. */
export const requiredReason = { ...longText('Why'), required: true } as const
