import { use } from 'react'
import type { Sender } from './domains/domain'
import { createLoader } from './resource/loadResource'

const loadOnce = createLoader<Awaited<ReturnType<Sender['load']>>>()

function One({ queue, load }: Sender) {
  const { default: Content } = use(loadOnce(queue, load))
  return <Content />
}

/** Sends what closed tabs left unsent, for as long as the console is open. */
export default function Senders({ senders }: { senders: readonly Sender[] }) {
  return senders.map((sender) => <One key={sender.queue} {...sender} />)
}
