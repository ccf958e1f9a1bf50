import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/global.css'
import './ui/parts.css'
import './ui/layout.css'
import './shell/sign-in.css'
import { type ReactNode, StrictMode } from 'react'
import { App, beginPage } from './App'
import { createRoot } from './createRoot'
import { SettingsProblem } from './shell/SettingsProblem'
import { readSettings } from './supabase/settings'
import { paintGround } from './ui/Appearance'
import { replaceRefusedStorage } from './ui/memoryStorage'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')

replaceRefusedStorage()
paintGround()
const settings = readSettings(document)

const draw = (page: ReactNode) => createRoot(root).render(<StrictMode>{page}</StrictMode>)
if ('title' in settings) draw(<SettingsProblem problem={settings} />)
else beginPage(settings).then(() => draw(<App settings={settings} />))
