import type { ReactNode } from 'react'
import { AfterFirstRender } from '@/ui/AfterFirstRender'
import { Row, Stack } from '@/ui/layout'
import { type Crumb, usePageTitle } from './title'
import './page.css'

interface PageProps {
  /** Shown in the heading, the breadcrumb and the browser's tab. */
  title: string
  /** A secondary fact beside the title, such as "1,284 of about 48,000". */
  count?: ReactNode
  /** A line under the title. */
  description?: ReactNode
  /** To the right of the title; at most one primary button, placed last. */
  actions?: ReactNode
  /** Below the title, over the full width: saved views, sections. */
  tabs?: ReactNode
  /** `full` for lists, `form` for forms (640 px), `reading` for texts (960 px), `panes` to fill the window without padding. */
  width?: 'full' | 'reading' | 'form' | 'panes'
  /** The pages above this one in the breadcrumb, where the menu does not list them. */
  parents?: readonly Crumb[]
  children?: ReactNode
}

/** The layout of every page: title with its count, actions, tabs, and then the page's content. */
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
    <Stack gap={12} className="page" data-width={width}>
      <Row gap={16} wrap="tight" className="page-head">
        <Row gap={12} align="baseline" wrap="tight" className="anywhere grow">
          <h1 className="title">{title}</h1>
          {count === undefined ? null : <span className="page-count quiet">{count}</span>}
        </Row>
        {actions ? (
          <Row gap={8} wrap className="page-actions fixed">
            <AfterFirstRender placeholder={<span style={{ height: 32 }} />}>{actions}</AfterFirstRender>
          </Row>
        ) : null}
        {description ? <p className="page-description quiet">{description}</p> : null}
      </Row>
      {tabs ? (
        <div className="page-tabs line-below">
          <AfterFirstRender placeholder={<div style={{ height: 36 }} />}>{tabs}</AfterFirstRender>
        </div>
      ) : null}
      <Stack className="page-body grow">{children}</Stack>
    </Stack>
  )
}
