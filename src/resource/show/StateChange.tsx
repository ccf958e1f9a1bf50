import { DownOutlined, SwapOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useCommands } from '@/ui/commands'
import { useSingleRun } from '@/ui/useSingleRun'
import type { AnyRow, Resource } from '../define'
import { StateMark } from '../fields/options'
import { useNextStates } from '../useTransitions'
import { ActionDialog } from './ActionDialog'
import { useStateChange } from './useStateChange'

interface StateChangeProps {
  resource: Resource
  row: AnyRow
  /** In a list's cell, where the dropdown opens at once, or a text says that there is no next state. */
  inCell?: boolean
  /** Called when a state was chosen or the choice was cancelled. */
  onDone?: () => void
}

/** A record's state, with a menu of the allowed next states. A change that needs a reason asks for it. */
export function StateChange({ resource, row, inCell, onDone }: StateChangeProps) {
  const field = resource.fields.state
  const state = String(row.state)
  const possible = useNextStates(resource.table, state)
  const next = resource.states?.only ? possible.filter((to) => resource.states?.only?.includes(to)) : possible
  const [isOpen, setOpen] = useState(inCell ?? false)
  const [asking, setAsking] = useState<string>()
  const [run, isRunning] = useSingleRun()
  const optionOf = (value: string) =>
    field?.options?.find((option) => option.value === value) ?? { value, label: value }

  const changeOf = useStateChange(resource)
  const change = async (to: string) => {
    try {
      return await changeOf(row, to)
    } finally {
      onDone?.()
    }
  }
  useCommands(
    next.map((to) => ({
      key: `state-${to}`,
      label: `Set to ${optionOf(to).label.toLowerCase()}${resource.states?.ask?.[to] ? '…' : ''}`,
      group: `This ${resource.one}`,
      icon: <SwapOutlined />,
      keywords: 'state',
      run: () => (resource.states?.ask?.[to] ? setAsking(to) : void run(() => change(to), to)),
    })),
  )
  if (next.length === 0)
    return inCell ? <span className="cell-message quiet small">It cannot change from here.</span> : null
  return (
    <>
      <Dropdown
        trigger={['click']}
        open={isOpen}
        onOpenChange={(open, { source }) => {
          setOpen(open)
          if (!open && source === 'trigger') onDone?.()
        }}
        menu={{
          items: next.map((to) => ({
            key: to,
            label: (
              <>
                <StateMark option={optionOf(to)} />
                {resource.states?.ask?.[to] ? '…' : ''}
              </>
            ),
            onClick: () => (resource.states?.ask?.[to] ? setAsking(to) : void run(() => change(to), to)),
          })),
        }}
      >
        <Button
          autoFocus={inCell}
          loading={isRunning}
          aria-label={`Change the state, now ${optionOf(state).label}`}
        >
          <StateMark option={optionOf(state)} />
          <DownOutlined aria-hidden className="caret" />
        </Button>
      </Dropdown>
      {asking ? (
        <ActionDialog
          resource={resource}
          row={row}
          subject={{ state: asking, label: optionOf(asking).label }}
          onClose={() => {
            setAsking(undefined)
            onDone?.()
          }}
        />
      ) : null}
    </>
  )
}
