import { Checkbox, Form, Input, type InputRef, Modal, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ConsoleError } from '@/supabase/errors'
import type { Role } from '@/supabase/session'
import { useNotify } from '@/ui/notify'
import { useEntries } from '../entries'
import { FormError } from '../form/FormError'
import type { Views } from './useViews'
import type { View, ViewContent } from './view'

/** What the dialog is about: a view to rename and share, or a new one with this content. */
export interface Asked {
  view?: View
  content: ViewContent
  name: string
  sharedWith: readonly string[]
}

interface ViewDialogProps {
  asked: Asked
  store: Views
  /** The list's plural: “leads”. */
  label: string
  /** The person's present default. */
  opening?: View
  onClose: () => void
  onSaved: (view: View) => void
}

const teams: Record<Role, string> = {
  growth: 'Growth',
  finance: 'Finance',
  moderator: 'Moderators',
  admin: 'Admins',
}
const roles = Object.keys(teams) as Role[]

/** Asks for a view's name and for whom it is, saves it, and keeps what was typed if it is refused. */
export default function ViewDialog({ asked, store, label, opening, onClose, onSaved }: ViewDialogProps) {
  const { view, content } = asked
  const { staff } = useEntries()
  const notify = useNotify()
  const own = staff.roles.includes('admin') ? roles : roles.filter((role) => staff.roles.includes(role))
  const [name, setName] = useState(asked.name)
  const [shared, setShared] = useState(asked.sharedWith.length > 0)
  const [sharedWith, setSharedWith] = useState<readonly string[]>(
    asked.sharedWith.length > 0 ? asked.sharedWith.filter((role) => own.includes(role as Role)) : own,
  )
  const wasOpening = view !== undefined && opening?.id === view.id
  const [opens, setOpens] = useState(wasOpening)
  const [problem, setProblem] = useState<string>()
  const [error, setError] = useState<ConsoleError>()
  const [saving, setSaving] = useState(false)
  const [newId] = useState(() => crypto.randomUUID())
  const input = useRef<InputRef>(null)
  // After the dialog's own effects, which remember where to give the focus back to.
  useEffect(() => queueMicrotask(() => input.current?.focus({ cursor: 'all' })), [])

  const save = async () => {
    const trimmed = name.trim()
    if (trimmed === '') {
      setProblem('Give it a name')
      input.current?.focus()
      return
    }
    setProblem(undefined)
    setError(undefined)
    setSaving(true)
    const id = view?.id ?? newId
    const values = {
      name: trimmed,
      address: content.address,
      columns: content.columns,
      density: content.density,
      sharedWith: shared ? sharedWith : [],
    }
    try {
      await (view ? store.change(view, values) : store.add(id, values))
    } catch (caught) {
      refused(caught as ConsoleError)
      setSaving(false)
      return
    }
    try {
      if (opens !== wasOpening) await store.openWith(opens ? id : null)
      notify.success({
        key: 'view',
        message: view ? `“${trimmed}” was changed.` : `“${trimmed}” was saved as a view.`,
      })
    } catch (caught) {
      notify.error(caught, { key: 'view', title: `“${trimmed}” was saved, but not what ${label} open with` })
    }
    if (!view) onSaved({ ...values, id })
    onClose()
  }
  const refused = (caught: ConsoleError) => {
    if (caught.code === '23505') {
      setProblem(`You already have a view of ${label} with this name`)
      input.current?.focus({ cursor: 'all' })
    } else if (caught.kind === 'conflict') {
      setError(
        new ConsoleError({
          ...caught,
          current: undefined,
          kind: 'conflict',
          message: 'This view was changed elsewhere meanwhile. Save again to put yours in its place.',
        }),
      )
    } else setError(caught)
  }
  return (
    <Modal
      open
      title={view ? `Rename or share “${view.name}”` : 'Save view'}
      okText={view ? 'Save' : 'Save view'}
      okButtonProps={{ loading: saving }}
      onOk={() => void save()}
      onCancel={onClose}
      maskClosable={false}
      width={440}
      destroyOnHidden
    >
      <Form layout="vertical" component={false}>
        <FormError error={error} fields={[]} />
        <Form.Item
          label="Name"
          htmlFor="view-name"
          validateStatus={problem ? 'error' : undefined}
          help={problem}
        >
          <Input
            ref={input}
            id="view-name"
            value={name}
            maxLength={60}
            aria-invalid={problem !== undefined}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => void save()}
          />
        </Form.Item>
        <Form.Item label="Who sees it">
          <Radio.Group
            className="view-sharing"
            aria-label="Who sees it"
            value={shared}
            onChange={(event) => setShared(event.target.value as boolean)}
            options={[
              { value: false, label: 'Only me' },
              { value: true, label: own.length > 1 ? 'Everybody in these teams' : teamText(own) },
            ]}
          />
          {shared && own.length > 1 ? (
            <Checkbox.Group
              className="view-teams"
              value={[...sharedWith]}
              onChange={(next) => {
                setSharedWith(next)
                if (next.length === 0) setShared(false)
              }}
              options={own.map((role) => ({ value: role, label: teams[role] }))}
            />
          ) : null}
        </Form.Item>
        <Checkbox checked={opens} onChange={(event) => setOpens(event.target.checked)}>
          Open {label} with this view
        </Checkbox>
      </Form>
    </Modal>
  )
}

function teamText([role]: readonly Role[]): string {
  return role
    ? `Everybody in ${role === 'growth' || role === 'finance' ? role : `the ${teams[role].toLowerCase()}`}`
    : 'My team'
}
