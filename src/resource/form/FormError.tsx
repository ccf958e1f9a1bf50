import { Alert } from 'antd'
import type { ConsoleError } from '@/supabase/errors'
import { describeError } from '@/ui/describeError'

/** Shows above a form why saving was refused. Messages already shown beside a field are only referred to. */
export function FormError({ error, fields }: { error?: ConsoleError; fields: readonly string[] }) {
  // An expired session has a dialog of its own over the page (shell/SessionExpired.tsx).
  if (!error || error.kind === 'expired' || error.kind === 'aborted') return null
  const beside = Object.keys(error.errors ?? {}).filter((name) => fields.includes(name))
  const { title, detail } = describeError(error, 'write')
  return (
    <Alert
      className="below-16"
      type="error"
      showIcon
      role="alert"
      title={beside.length > 0 ? 'Not saved yet: see the marked fields.' : title}
      description={beside.length > 0 ? undefined : detail}
    />
  )
}
