import { Alert, Button, Radio } from 'antd'
import { useState } from 'react'
import type { AnyRow, Resource } from '../define'
import { isEmpty } from '../field'
import { documentText } from '../fields/plainDocument'
import { LastChange } from './LastChange'

interface ConflictProps {
  resource: Resource
  /** The record as the form was opened on it, as it is now, and the values meant to be saved. */
  base: AnyRow
  current: AnyRow
  ownValues: AnyRow
  onResolve: (values: AnyRow, base: AnyRow) => void
}

/** Somebody saved first: shows who and what, field by field, and lets the person choose theirs or mine for each. */
export function Conflict({ resource, base, current, ownValues, onResolve }: ConflictProps) {
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  const changed = Object.keys(ownValues).filter((name) => !isSame(base[name], current[name]))
  const disputed = changed.filter(
    (name) => !isSame(ownValues[name], current[name]) && !isSame(ownValues[name], base[name]),
  )
  const theirs = changed.filter((name) => !disputed.includes(name) && !isSame(ownValues[name], current[name]))
  const [choice, setChoice] = useState<Record<string, 'mine' | 'theirs'>>({})
  const text = (value: unknown, name: string) =>
    isEmpty(value)
      ? 'empty'
      : resource.fields[name]?.input === 'json'
        ? documentText(value) || 'empty'
        : (resource.fields[name]?.text(value, { ...current, [name]: value }) ?? String(value))

  const resolve = () => {
    const values: AnyRow = { ...ownValues }
    // What only they changed is taken over; what both changed is as chosen.
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
            <table className="figures-table above-8 below-12">
              <thead>
                <tr>
                  <th scope="col">Changed by both</th>
                  <th scope="col">Theirs</th>
                  <th scope="col">Yours</th>
                </tr>
              </thead>
              <tbody>
                {disputed.map((name) => (
                  <tr key={name}>
                    <th scope="row">{resource.fields[name]?.label ?? name}</th>
                    {(['theirs', 'mine'] as const).map((side) => (
                      <td key={side}>
                        <Radio
                          name={`conflict-${name}`}
                          checked={(choice[name] ?? 'mine') === side}
                          onChange={() => setChoice({ ...choice, [name]: side })}
                        >
                          {text(side === 'mine' ? ownValues[name] : current[name], name)}
                        </Radio>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          ) : (
            <p>They changed other fields than you did.</p>
          )}
          {theirs.length > 0 ? (
            <table className="figures-table above-8 below-12">
              <thead>
                <tr>
                  <th scope="col">Changed by them only</th>
                  <th scope="col">Before</th>
                  <th scope="col">Now</th>
                </tr>
              </thead>
              <tbody>
                {theirs.map((name) => (
                  <tr key={name}>
                    <th scope="row">{resource.fields[name]?.label ?? name}</th>
                    <td>{text(base[name], name)}</td>
                    <td>{text(current[name], name)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          <Button type="primary" onClick={resolve}>
            Save over their version with these choices
          </Button>
        </>
      }
    />
  )
}
