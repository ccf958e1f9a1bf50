import type { ComponentType } from 'react'
import { createLoader } from './resource/loadResource'

type Sender = () => Promise<{ default: ComponentType }>

/** The function that sends the decisions of each queue, by the name of its outbox. */
const senders: Readonly<Record<string, Sender>> = {
  moderation: () => import('./domains/community/moderation/Sender'),
  photos: () => import('./domains/community/photos/Sender'),
}

const loader = createLoader<Awaited<ReturnType<Sender>>>()

function One({ queue, load }: { queue: string; load: Sender }) {
  const { default: Content } = loader.useLoaded(queue, load)
  return <Content />
}

/** Sends the decisions that the person's closed tabs left unsent, while the console is open. */
export default function UnsentSenders({ left }: { left: readonly string[] }) {
  return Object.entries(senders).map(([queue, load]) =>
    left.includes(queue) ? <One key={queue} queue={queue} load={load} /> : null,
  )
}
