import { BugOutlined, CloudDownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import '@/ui/page.css'

interface ErrorBoundaryProps {
  /** A new value clears the error: the address, so that another page can be opened after a crash. */
  resetKey?: string
  children: ReactNode
}

interface ErrorBoundaryState {
  error?: unknown
  resetKey?: string
}

// What browsers say when a file of the build is gone: each has words of its own.
const missingChunk =
  /dynamically imported module|importing a module script failed|module script failed|unable to preload css|ChunkLoadError/i

/** Shows a page in place of a crash; a part that can no longer be loaded means that a new version was published. */
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

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('The page crashed.', error, info.componentStack)
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const message = error instanceof Error ? error.message : String(error)
    const newVersion =
      missingChunk.test(message) || (error instanceof Error && error.name === 'ChunkLoadError')
    return (
      <div className="state" role="alert" data-tone={newVersion ? 'accent' : 'wrong'}>
        <div className="state-mark" aria-hidden>
          {newVersion ? <CloudDownloadOutlined /> : <BugOutlined />}
        </div>
        <h1 className="state-title">
          {newVersion ? 'A new version was published' : 'This page has crashed'}
        </h1>
        <p className="state-text">
          {newVersion
            ? 'This part belongs to the new version, or the connection was lost. Reload to go on with it; what is saved is safe.'
            : 'A mistake in the console stopped it. What was saved is safe; what was typed on this page is not. Reload, or open another page.'}
        </p>
        <div className="state-actions">
          <Button type="primary" onClick={() => window.location.reload()}>
            Reload
          </Button>
          {newVersion ? null : (
            <Button onClick={() => this.setState({ error: undefined })}>Try again without reloading</Button>
          )}
        </div>
        {newVersion ? null : <p className="state-code">{message}</p>}
      </div>
    )
  }
}
