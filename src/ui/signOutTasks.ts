const tasks = new Set<() => Promise<unknown>>()
/** How long signing out waits for the tasks, in milliseconds. */
const timeoutMs = 1500

/**
 * Registers a task that runs before the person signs out, while requests are still made in their name; returns a
 * function that removes it.
 */
export function beforeSignOut(task: () => Promise<unknown>): () => void {
  tasks.add(task)
  return () => tasks.delete(task)
}

/** Runs all registered tasks before signing out. A task that fails or takes long does not prevent signing out. */
export async function runSignOutTasks(): Promise<void> {
  await Promise.race([
    Promise.allSettled([...tasks].map((task) => task())),
    new Promise((resolve) => setTimeout(resolve, timeoutMs)),
  ])
}
