// Stands in for resize-observer-polyfill in the bundle: every browser the console runs in has its own.
export default ResizeObserver
