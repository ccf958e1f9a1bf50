const steps = [1, 2, 3, 4, 5]

/**
 * URL of exactly the members of a step: those who joined in this time and reached the step or a later one.
 */
export function membersFrom(step: number, joined: string): string {
  const reached = steps.filter((one) => one >= step).join(',')
  return `/member-directory?created_at=${joined}${step > 1 ? `&reached=any:${reached}` : ''}`
}
