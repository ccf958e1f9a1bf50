import type { ReactNode } from 'react'
import { type Crumb, usePageTitle } from './title'
import './page.css'

interface PageProps {
  /** Named in the heading, the breadcrumb and the browser's tab. */
  title: string
  /** A quiet fact beside the title, such as "1,284 of about 48,000". */
  count?: ReactNode
  /** A line under the title. */
  description?: ReactNode
  /** At the right of the title, with one primary button at most, the last. */
  actions?: ReactNode
  /** Under the title, over the full width: saved views, sections. */
  tabs?: ReactNode
  /** `full` for lists, `form` for forms (640 px), `reading` for texts (960 px), `panes` to fill the window without padding. */
  width?: 'full' | 'reading' | 'form' | 'panes'
  /** The pages above this one, where the menu does not know them. */
  parents?: readonly Crumb[]
  children?: ReactNode
}

/** The scaffold of every page: title with its count, actions, tabs, and then what the page is for. */
export function Page({
  title,
  count,
  description,
  actions,
  tabs,
  width = 'full',
  parents,
  children,
}: PageProps) {
  usePageTitle(title, parents)
  return (
    <div className="page" data-width={width}>
      <div className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          {count === undefined ? null : <span className="page-count">{count}</span>}
        </div>
        {actions ? <div className="page-actions">{actions}</div> : null}
        {description ? <p className="page-description">{description}</p> : null}
      </div>
      {tabs ? <div className="page-tabs">{tabs}</div> : null}
      <div className="page-body">{children}</div>
    </div>
  )
}
