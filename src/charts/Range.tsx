import { CalendarOutlined, CheckOutlined, DownOutlined, GlobalOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Popover, Select } from 'antd'
import { useId, useState } from 'react'
import { Row, Stack } from '@/ui/layout'
import { useChartParams } from './params'
import {
  type Days,
  daysText,
  type Preset,
  presets,
  type Range,
  rangeProblem,
  readRange,
  today,
  viewerZone,
  zoneText,
} from './period'
import './range.css'

/** The range of a chart, stored in the URL. */
export function useRange(fallback: Preset): Range {
  const { get } = useChartParams()
  return readRange(get, fallback)
}

interface RangeControlProps {
  range: Range
  /** The ranges to choose from, including the default. */
  offered?: readonly Preset[]
}

/** Chooses the days that a chart shows: an offered range, or a first and a last day. */
export function RangeControl({ range, offered = Object.keys(presets) as Preset[] }: RangeControlProps) {
  const { set } = useChartParams()
  const [open, setOpen] = useState(false)
  const text = range.preset ? presets[range.preset] : daysText(range)
  const choose = (change: { range?: Preset } & Partial<Days>) => {
    set({ range: change.range, from: change.from, to: change.to })
    setOpen(false)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <Row gap={16} align="stretch">
          <ul style={{ minWidth: 140 }}>
            {offered.map((preset) => (
              <li key={preset}>
                <Row
                  type="button"
                  as="button"
                  gap={12}
                  align="stretch"
                  justify="between"
                  className="choice full"
                  aria-pressed={range.preset === preset}
                  onClick={() => choose({ range: preset })}
                >
                  {presets[preset]}
                  {range.preset === preset ? <CheckOutlined aria-hidden /> : null}
                </Row>
              </li>
            ))}
          </ul>
          <OwnDays range={range} onChoose={choose} />
        </Row>
      }
    >
      <Button icon={<CalendarOutlined aria-hidden />} aria-haspopup="dialog" aria-expanded={open}>
        {text}
        <DownOutlined className="caret" aria-hidden />
      </Button>
    </Popover>
  )
}

function OwnDays({ range, onChoose }: { range: Range; onChoose: (days: Days) => void }) {
  const [days, setDays] = useState<Days>({ from: range.from, to: range.to })
  const [problem, setProblem] = useState<string>()
  const id = useId()
  const submit = () => {
    const found = rangeProblem(days.from, days.to, today(range.zone))
    if (found) setProblem(found)
    else onChoose(days)
  }
  const input = (side: keyof Days, label: string) => (
    <div className="quiet small">
      <label htmlFor={`${id}-${side}`}>{label}</label>
      <Input
        id={`${id}-${side}`}
        type="date"
        status={problem ? 'error' : undefined}
        value={days[side]}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? id : undefined}
        onChange={(event) => {
          setDays({ ...days, [side]: event.target.value })
          setProblem(undefined)
        }}
      />
    </div>
  )
  return (
    <Stack
      as="form"
      gap={8}
      className="chart-range-own"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {input('from', 'First day')}
      {input('to', 'Last day')}
      <p id={id} role="alert" className="chart-range-problem wrong small">
        {problem}
      </p>
      <Button htmlType="submit" block>
        Show these days
      </Button>
    </Stack>
  )
}

let zoneOptions: { value: string; label: string; detail?: string }[] | undefined

// About 400 zones, so the list is built when the first chart is shown, not when the console starts.
function allZones() {
  zoneOptions ??= [...new Set([viewerZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
    value: zone,
    label: zoneText(zone),
    detail: zone === viewerZone ? 'yours' : undefined,
  }))
  return zoneOptions
}

/** Chooses the time zone in which a chart's days begin and end. */
export function ZoneControl({ zone }: { zone: string }) {
  const { set } = useChartParams()
  return (
    <Select
      style={{ width: 172 }}
      aria-label="Time zone"
      prefix={<GlobalOutlined aria-hidden />}
      value={zone}
      options={allZones()}
      showSearch={{ optionFilterProp: 'label' }}
      optionRender={({ data }) => (
        <Row as="span" gap={12} align="stretch" justify="between">
          {data.label}
          {data.detail ? <span className="quiet">{data.detail}</span> : null}
        </Row>
      )}
      popupMatchSelectWidth={260}
      placement="bottomRight"
      onChange={(next) => set({ zone: next === viewerZone ? undefined : next })}
    />
  )
}

/** Shows the previous period for comparison, where the chart has one. */
export function CompareControl({ disabled = false }: { disabled?: boolean }) {
  const { get, latest, set } = useChartParams()
  return (
    <Checkbox
      className="center"
      checked={get('compare') === '1' && !disabled}
      disabled={disabled}
      onChange={() => set({ compare: latest('compare') === '1' ? undefined : '1' })}
    >
      Compare
    </Checkbox>
  )
}

/**
 * Range, time zone and comparison controls of a single chart. On a
 * page with several charts, the first chart has the controls for all.
 */
export function OwnRange({ range, compares = true }: { range: Range; compares?: boolean }) {
  return (
    <>
      <RangeControl range={range} />
      <ZoneControl zone={range.zone} />
      {compares ? <CompareControl /> : null}
    </>
  )
}

/** A way out of an empty range: a button for the longest preset, unless it is already selected. */
export function LastTwelveMonths({ range }: { range: Range }) {
  const { set } = useChartParams()
  if (range.preset === '12m') return null
  return (
    <Button onClick={() => set({ range: '12m', from: undefined, to: undefined })}>
      Show the last 12 months
    </Button>
  )
}
