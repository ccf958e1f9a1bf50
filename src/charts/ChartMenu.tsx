import { EllipsisOutlined } from '@ant-design/icons'
import { useCreate, useDelete, useList } from '@refinedev/core'
import { Button, Dropdown } from 'antd'
import { type RefObject, use } from 'react'
import { useNavigate } from 'react-router'
import type { TableRow } from '@/supabase/rows'
import { useNotify } from '@/ui/notify'
import { useSingleRun } from '@/ui/useSingleRun'
import type { AlertFigure } from './alertLines'
import type { ChartTable } from './Chart'
import { saveCsv, savePng } from './download'
import { PinnedParams } from './params'

interface ChartMenuProps {
  title: string
  /** Text below the title in the exported picture. */
  note: string
  table: ChartTable
  /** The element that contains the plot. */
  body: RefObject<HTMLElement | null>
  /** The key under which the chart can be pinned to a home page. */
  pin?: string
  /** The figure on which an alert line can be set, if there is one. */
  alert?: AlertFigure
  isDrawn: boolean
}

/** The menu of a chart: pin it, set an alert, or export it. */
export function ChartMenu({ title, note, table, body, pin, alert, isDrawn }: ChartMenuProps) {
  const notify = useNotify()
  const navigate = useNavigate()
  const isOnHome = use(PinnedParams) !== undefined
  const [run] = useSingleRun()
  const create = useCreate()
  const remove = useDelete()
  const { result, query } = useList<Pick<TableRow<'chart_pins'>, 'id' | 'chart'>>({
    resource: 'chart_pins',
    pagination: { pageSize: 1 },
    filters: [{ field: 'chart', operator: 'eq', value: pin ?? '' }],
    meta: { count: 'none', select: 'id,chart' },
    queryOptions: { enabled: pin !== undefined },
    errorNotification: false,
  })
  const pinned = result?.data?.[0]
  const togglePin = async () => {
    const address = [...new URLSearchParams(window.location.search)].filter(([name]) =>
      name.startsWith('chart.'),
    )
    try {
      if (pinned) {
        await remove.mutateAsync({
          resource: 'chart_pins',
          id: pinned.id,
          successNotification: false,
          errorNotification: false,
        })
      } else {
        await create.mutateAsync({
          resource: 'chart_pins',
          values: { chart: pin, address: new URLSearchParams(address).toString() },
          successNotification: false,
          errorNotification: false,
        })
      }
      await query.refetch()
      notify.success({ message: pinned ? 'Taken from your home page.' : 'It stands on your home page now.' })
    } catch (error) {
      notify.error(error)
    }
  }
  const picture = () =>
    body.current ? savePng(title, note, body.current).catch((error) => notify.error(error)) : undefined
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'csv', label: 'Download numbers (CSV)', onClick: () => saveCsv(title, table) },
          { key: 'png', label: 'Download picture (PNG)', disabled: !isDrawn, onClick: picture },
          { type: 'divider' },
          ...(pin
            ? [
                {
                  key: 'pin',
                  label: pinned ? 'Take from my home page' : 'Pin to my home page',
                  disabled: query.isLoading,
                  onClick: () => run(togglePin),
                },
              ]
            : []),
          ...(alert && !isOnHome
            ? [
                {
                  key: 'alert',
                  label: 'Set an alert line…',
                  onClick: () => navigate('/chart-lines/new', { state: { initial: alert } }),
                },
              ]
            : []),
          ...(isOnHome
            ? []
            : [
                {
                  key: 'note',
                  label: 'Write on the time axis…',
                  onClick: () => navigate('/chart-annotations/new'),
                },
              ]),
        ],
      }}
    >
      <Button
        className="chart-more"
        icon={<EllipsisOutlined aria-hidden />}
        aria-label={`More for ${title}`}
      />
    </Dropdown>
  )
}
