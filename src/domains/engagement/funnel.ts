const steps = [1, 2, 3, 4, 5]

/** The list of exactly the members of a step: those who joined then and have got as far, or further. */
export function membersFrom(step: number, joined: string): string {
  const reached = steps.filter((one) => one >= step).join(',')
  return `/member-directory?created_at=${joined}${step > 1 ? `&reached=any:${reached}` : ''}`
}
