import { BugOutlined, CloudDownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Row } from '@/ui/layout'
import '@/ui/page.css'
import { whenReachable } from './whenReachable'

interface ErrorBoundaryProps {
  /** A changed value clears the error: the address, so that another page can be opened after a crash. */
  resetKey?: string
  children: ReactNode
  /** For a part beside the page, whose missing code must not reload the page: what is being typed there stays. */
  keepsPage?: boolean
}

interface ErrorBoundaryState {
  error?: unknown
  resetKey?: string
}

// The browsers' different messages for a file of the build that no longer exists.
const missingChunk =
  /dynamically imported module|importing a module script failed|module script failed|unable to preload css|ChunkLoadError/i

function isMissingCode(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error)
  return missingChunk.test(message) || (error instanceof Error && error.name === 'ChunkLoadError')
}

/**
 * Shows an error page instead of a crash; if a part of the code can no longer be loaded, a new version was published.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error ?? new Error('Unknown') }
  }

  static getDerivedStateFromProps(
    props: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): ErrorBoundaryState | null {
    return props.resetKey === state.resetKey ? null : { error: undefined, resetKey: props.resetKey }
  }

  private waiting?: AbortController

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('The page crashed.', error, info.componentStack)
    if (!isMissingCode(error) || this.props.keepsPage) return
    this.waiting?.abort()
    this.waiting = new AbortController()
    // A browser caches a failed import permanently, so only a reload of the page can load it.
    void whenReachable(this.waiting.signal).then((isBack) => {
      if (isBack) window.location.reload()
    })
  }

  override componentDidUpdate(_props: ErrorBoundaryProps, before: ErrorBoundaryState): void {
    if (before.error !== undefined && this.state.error === undefined) this.waiting?.abort()
  }

  override componentWillUnmount(): void {
    this.waiting?.abort()
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const message = error instanceof Error ? error.message : String(error)
    const newVersion = isMissingCode(error)
    return (
      <div
        className="state stack center middle middle-text"
        role="alert"
        data-tone={newVersion ? 'accent' : 'wrong'}
      >
        <div className="disc state-mark" aria-hidden>
          {newVersion ? <CloudDownloadOutlined /> : <BugOutlined />}
        </div>
        <h1 className="state-title">
          {newVersion ? 'This part could not be loaded' : 'This page has crashed'}
        </h1>
        <p className="state-text quiet above-4">
          {newVersion
            ? `The connection was lost, or a new version was published. ${this.props.keepsPage ? 'Reload the page when the server answers' : 'The page comes back by itself as soon as the server answers'}; what is saved is safe.`
            : 'A mistake in the console stopped it. What was saved is safe; what was typed on this page is not. Reload, or open another page.'}
        </p>
        <Row gap={8} align="stretch" justify="center" wrap className="above-16">
          <Button type="primary" onClick={() => window.location.reload()}>
            Reload
          </Button>
          {newVersion ? null : (
            <Button onClick={() => this.setState({ error: undefined })}>Try again without reloading</Button>
          )}
        </Row>
        {newVersion ? null : (
          <p className="quiet tiny above-16" style={{ userSelect: 'all' }}>
            {message}
          </p>
        )}
      </div>
    )
  }
}
