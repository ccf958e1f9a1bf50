import { Checkbox, Form, type InputRef, Modal, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ConsoleError } from '@/supabase/errors'
import type { Role } from '@/supabase/session'
import { LimitedInput } from '@/ui/limited'
import { useNotify } from '@/ui/notify'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import { useEntries } from '../entries'
import { FormError } from '../form/FormError'
import type { Views } from './useViews'
import type { View, ViewContent } from './view'

/** The subject of the dialog: a view to rename and share, or a new one with this content. */
export interface ViewToSave {
  view?: View
  content: ViewContent
  name: string
  sharedWith: readonly string[]
}

interface ViewDialogProps {
  viewToSave: ViewToSave
  store: Views
  /** The list's plural: “leads”. */
  label: string
  /** The person's current default view. */
  defaultView?: View
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

/** The values of a new or changed view, and saving them; typed input is kept if saving is refused. */
function useSavingView({ viewToSave, store, label, defaultView, onClose, onSaved }: ViewDialogProps) {
  const { view, content } = viewToSave
  const notify = useNotify()
  const [problem, setProblem] = useState<string>()
  const [error, setError] = useState<ConsoleError>()
  const [run, isRunning] = useSingleRun()
  const [newId] = useState(() => crypto.randomUUID())
  const wasDefault = view !== undefined && defaultView?.id === view.id
  /** The name input. */
  const input = useRef<InputRef>(null)

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
  const save = async (name: string, sharedWith: readonly string[], isDefault: boolean) => {
    if (name === '') {
      setProblem('Give it a name')
      input.current?.focus()
      return false
    }
    setProblem(undefined)
    setError(undefined)
    const id = view?.id ?? newId
    const { urlQuery, columns, density } = content
    const values = { name, urlQuery, columns, density, sharedWith }
    try {
      await (view ? store.change(view, values) : store.add(id, values))
    } catch (caught) {
      refused(caught as ConsoleError)
      return false
    }
    try {
      if (isDefault !== wasDefault) await store.setDefault(isDefault ? id : null)
      notify.success({
        key: 'view',
        message: view ? `“${name}” was changed.` : `“${name}” was saved as a view.`,
      })
    } catch (caught) {
      notify.error(caught, { key: 'view', title: `“${name}” was saved, but not what ${label} open with` })
    }
    if (!view) onSaved({ ...values, id })
    onClose()
  }
  return {
    ...{ wasDefault, input, problem, error, isRunning },
    save: (...values: Parameters<typeof save>) => void run(() => save(...values)),
  }
}

/** Asks for a view's name and who may see it, and saves it; keeps the input if saving is refused. */
export default function ViewDialog(props: ViewDialogProps) {
  const { viewToSave, label, onClose } = props
  const { view } = viewToSave
  const { staff } = useEntries()
  const ownRoles = staff.roles.includes('admin') ? roles : roles.filter((role) => staff.roles.includes(role))
  const [name, setName] = useState(viewToSave.name)
  const [shared, setShared] = useState(viewToSave.sharedWith.length > 0)
  const [sharedWith, setSharedWith] = useState<readonly string[]>(
    viewToSave.sharedWith.length > 0
      ? viewToSave.sharedWith.filter((role) => ownRoles.includes(role as Role))
      : ownRoles,
  )
  const { wasDefault, input, problem, error, isRunning, save } = useSavingView(props)
  const [isDefault, setIsDefault] = useState(wasDefault)
  useReturnFocus()
  // Runs after the dialog's own effects, which remember the element that gets the focus back.
  useEffect(() => queueMicrotask(() => input.current?.focus({ cursor: 'all' })), [input])
  const submit = () => save(name.trim(), shared ? sharedWith : [], isDefault)
  return (
    <Modal
      open
      title={view ? `Rename or share “${view.name}”` : 'Save view'}
      okText={view ? 'Save' : 'Save view'}
      okButtonProps={{ loading: isRunning }}
      onOk={() => submit()}
      onCancel={onClose}
      mask={{ closable: false }}
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
          <LimitedInput
            ref={input}
            id="view-name"
            value={name}
            maxLength={60}
            aria-invalid={problem !== undefined}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => submit()}
          />
        </Form.Item>
        <Sharing
          ownRoles={ownRoles}
          shared={shared}
          onShared={setShared}
          sharedWith={sharedWith}
          onSharedWith={setSharedWith}
        />
        <Checkbox checked={isDefault} onChange={(event) => setIsDefault(event.target.checked)}>
          Open {label} with this view
        </Checkbox>
      </Form>
    </Modal>
  )
}

interface SharingProps {
  /** The teams that the person may share with. */
  ownRoles: readonly Role[]
  shared: boolean
  onShared: (shared: boolean) => void
  sharedWith: readonly string[]
  onSharedWith: (roles: readonly string[]) => void
}

/** The choice of who sees a view: only the person, or whole teams. */
function Sharing({ ownRoles, shared, onShared, sharedWith, onSharedWith }: SharingProps) {
  return (
    <Form.Item label="Who sees it">
      <Radio.Group
        className="stack gap-8"
        aria-label="Who sees it"
        value={shared}
        onChange={(event) => onShared(event.target.value as boolean)}
        options={[
          { value: false, label: 'Only me' },
          { value: true, label: ownRoles.length > 1 ? 'Everybody in these teams' : teamText(ownRoles) },
        ]}
      />
      {shared && ownRoles.length > 1 ? (
        <Checkbox.Group
          style={{ margin: '8px 0 0 24px' }}
          value={[...sharedWith]}
          onChange={(next) => {
            onSharedWith(next)
            if (next.length === 0) onShared(false)
          }}
          options={ownRoles.map((role) => ({ value: role, label: teams[role] }))}
        />
      ) : null}
    </Form.Item>
  )
}

function teamText([role]: readonly Role[]): string {
  return role
    ? `Everybody in ${role === 'growth' || role === 'finance' ? role : `the ${teams[role].toLowerCase()}`}`
    : 'My team'
}
