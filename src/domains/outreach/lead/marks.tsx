import { choices } from '@/resource/fields'
import { StateMark } from '@/resource/fields/options'
import { none } from '@/resource/fields/text'
import './lead.css'

const marks = {
  suppressed: { label: 'Suppressed', tone: 'red' },
  duplicate: { label: 'Maybe twice', tone: 'violet' },
  notice: { label: 'Notice overdue', tone: 'amber' },
}

/** What to know of a lead before anything is done with it; found by the database as the row is read. */
export const marksField = choices(
  'Marks',
  Object.fromEntries(Object.entries(marks).map(([value, { label }]) => [value, label])),
  {
    width: 150,
    // Each row is looked up in the suppressions and among its namesakes: too much to do for all rows of the table.
    filter: 'none',
    input: undefined,
    help: 'Notice: GDPR Art. 14, within a month of being found',
    show: (value) => {
      const known = Object.entries(marks).filter(([name]) => Array.isArray(value) && value.includes(name))
      return known.length === 0 ? (
        none
      ) : (
        <span className="lead-marks">
          {known.map(([name, mark]) => (
            <StateMark key={name} option={{ value: name, ...mark }} />
          ))}
        </span>
      )
    },
  },
)
