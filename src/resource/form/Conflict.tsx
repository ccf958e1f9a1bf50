import { Alert, Button, Radio } from 'antd'
import { useState } from 'react'
import { FigureTable } from '@/ui/FigureTable'
import type { AnyRow, Resource } from '../define'
import { isEmpty } from '../field'
import { documentText } from '../fields/plainDocument'
import { LastChange } from './LastChange'

interface ConflictProps {
  resource: Resource
  /** The record when the form was opened, the record now, and the values to be saved. */
  base: AnyRow
  current: AnyRow
  ownValues: AnyRow
  onResolve: (values: AnyRow, base: AnyRow) => void
}

/**
 * Shown if somebody else has saved first: who and what, field by field, with a choice between theirs and mine for each.
 */
export function Conflict({ resource, base, current, ownValues, onResolve }: ConflictProps) {
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  const changed = Object.keys(ownValues).filter((name) => !isSame(base[name], current[name]))
  const disputed = changed.filter(
    (name) => !isSame(ownValues[name], current[name]) && !isSame(ownValues[name], base[name]),
  )
  const theirs = changed.filter((name) => !disputed.includes(name) && !isSame(ownValues[name], current[name]))
  const [choice, setChoice] = useState<Record<string, 'mine' | 'theirs'>>({})
  const label = (name: string) => resource.fields[name]?.label ?? name
  const text = (value: unknown, name: string) =>
    isEmpty(value)
      ? 'empty'
      : resource.fields[name]?.input === 'json'
        ? documentText(value) || 'empty'
        : (resource.fields[name]?.text(value, { ...current, [name]: value }) ?? String(value))

  const resolve = () => {
    const values: AnyRow = { ...ownValues }
    // Fields that only they changed take their value; for fields that both changed, the choice decides.
    for (const name of changed) {
      if (!disputed.includes(name) || choice[name] === 'theirs') values[name] = current[name]
    }
    onResolve(values, current)
  }
  return (
    <Alert
      className="below-16"
      type="warning"
      role="alert"
      title="Somebody saved this record while you were editing. Nothing was overwritten, and what you typed is kept."
      description={
        <>
          <LastChange table={resource.table} id={String(current[resource.key])} />
          {disputed.length > 0 ? (
            <FigureTable
              label="Changed by both"
              rows={disputed}
              keyOf={(name) => name}
              columns={[
                { head: 'Changed by both', cell: label },
                ...(['theirs', 'mine'] as const).map((side) => ({
                  head: side === 'mine' ? 'Yours' : 'Theirs',
                  isText: true,
                  wraps: true,
                  cell: (name: string) => (
                    <Radio
                      name={`conflict-${name}`}
                      checked={(choice[name] ?? 'mine') === side}
                      onChange={() => setChoice({ ...choice, [name]: side })}
                    >
                      {text(side === 'mine' ? ownValues[name] : current[name], name)}
                    </Radio>
                  ),
                })),
              ]}
            />
          ) : (
            <p>They changed other fields than you did.</p>
          )}
          {theirs.length > 0 ? (
            <FigureTable
              label="Changed by them only"
              rows={theirs}
              keyOf={(name) => name}
              columns={[
                { head: 'Changed by them only', cell: label },
                { head: 'Before', isText: true, wraps: true, cell: (name) => text(base[name], name) },
                { head: 'Now', isText: true, wraps: true, cell: (name) => text(current[name], name) },
              ]}
            />
          ) : null}
          <Button type="primary" onClick={resolve}>
            Save over their version with these choices
          </Button>
        </>
      }
    />
  )
}
