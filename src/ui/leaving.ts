const tasks = new Set<() => Promise<unknown>>()
/** So long signing out waits for what is given back before it. Milliseconds. */
const patience = 1500

/** Has something done before the person signs out, while it still counts as theirs; returns how to take that back. */
export function beforeLeaving(task: () => Promise<unknown>): () => void {
  tasks.add(task)
  return () => tasks.delete(task)
}

/** Does all that is to be done before signing out. What fails or takes long keeps nobody from leaving. */
export async function settleBeforeLeaving(): Promise<void> {
  await Promise.race([
    Promise.allSettled([...tasks].map((task) => task())),
    new Promise((resolve) => setTimeout(resolve, patience)),
  ])
}
