// Loaded with React itself (vite.config.ts), so that React is ready before the console's own code runs.
export { createRoot } from 'react-dom/client'
