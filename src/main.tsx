import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/global.css'
import './ui/parts.css'
import './ui/layout.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { SettingsProblem } from './shell/SettingsProblem'
import { readSettings } from './supabase/settings'
import { paintGround } from './ui/Appearance'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')

paintGround()
const settings = readSettings(document)

createRoot(root).render(
  <StrictMode>
    {'title' in settings ? <SettingsProblem problem={settings} /> : <App settings={settings} />}
  </StrictMode>,
)
