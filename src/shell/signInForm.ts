import type { AuthProvider } from '@refinedev/core'
import type { Settings } from '@/supabase/settings'

interface SignInForm {
  settings: Pick<Settings, 'embedded'>
  auth: Pick<AuthProvider, 'login'>
}

/**
 * Attaches the behaviour to the markup of `sign-in.html` in an element: asks for email and password, shows errors
 * beside the field, and signs in once. Not a React component, so that it works in the page before the console's code
 * has loaded; what was typed or submitted by then is kept. Returns a function that detaches it.
 */
export function startSignInForm(place: HTMLElement, { settings, auth }: SignInForm): () => void {
  const form = find(place, 'form', HTMLFormElement)
  const email = find(form, '[name="email"]', HTMLInputElement)
  const password = find(form, '[name="password"]', HTMLInputElement)
  const problem = find(form, '[role="alert"]', HTMLElement)
  const reveal = find(form, '.entry-reveal', HTMLButtonElement)
  const left = new AbortController()
  const { signal } = left
  let isTried = false

  const check = () => {
    mark(email, isTried && !email.value.trim() ? 'Enter your email address.' : '')
    mark(password, isTried && !password.value ? 'Enter your password.' : '')
    return email.value.trim() !== '' && password.value !== ''
  }
  const signIn = async () => {
    problem.textContent = ''
    isTried = true
    if (!check() || form.ariaBusy === 'true') return
    form.ariaBusy = 'true'
    const answer = await auth.login({ email: email.value.trim(), password: password.value })
    // After signing in, the form stays until the console has rendered.
    if (answer.success || signal.aborted) return
    form.ariaBusy = 'false'
    problem.textContent = answer.error?.message ?? 'Signing in did not work. Try again.'
    password.select()
  }

  document.title = 'Sign in · IntroAlignment'
  // The page's own script has submitted it while this code was loading.
  form.onsubmit = null
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault()
      void signIn()
    },
    { signal },
  )
  form.addEventListener('input', check, { signal })
  sayCapsLock(password, check, signal)
  reveal.hidden = false
  reveal.addEventListener('click', () => showPassword(password, reveal), { signal })
  if (settings.embedded) {
    const { signIns, password: shared } = settings.embedded
    const samples = sampleSignIns(signIns, (chosen) => {
      email.value = chosen
      password.value = shared
      problem.textContent = ''
      check()
      find(form, '[type="submit"]', HTMLElement).focus()
    })
    form.after(samples)
    signal.addEventListener('abort', () => samples.remove())
  }
  const wasSent = form.dataset.sent !== undefined
  delete form.dataset.sent
  if (wasSent) void signIn()
  else if (!place.contains(document.activeElement)) email.focus()
  return () => left.abort()
}

function find<T extends Element>(place: Element, selector: string, kind: new () => T): T {
  const found = place.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`sign-in.html has no ${selector}.`)
  return found
}

function mark(input: HTMLInputElement, error: string): void {
  input.ariaInvalid = error ? 'true' : 'false'
  const note = document.getElementById(`${input.id}-note`)
  if (!note) return
  note.textContent = error
  note.className = 'small above-4 wrong'
}

function sayCapsLock(password: HTMLInputElement, check: () => void, signal: AbortSignal): void {
  const look = (event: KeyboardEvent) => {
    const note = document.getElementById(`${password.id}-note`)
    if (!note || password.ariaInvalid === 'true') return
    note.textContent = event.getModifierState?.('CapsLock') ? 'Caps Lock is on.' : ''
    note.className = 'small above-4 quiet'
  }
  password.addEventListener('keydown', look, { signal })
  password.addEventListener('keyup', look, { signal })
  password.addEventListener('blur', check, { signal })
}

function showPassword(password: HTMLInputElement, reveal: HTMLButtonElement): void {
  const shows = password.type === 'password'
  password.type = shows ? 'text' : 'password'
  reveal.textContent = shows ? 'Hide' : 'Show'
  reveal.ariaLabel = shows ? 'Hide the password' : 'Show the password'
}

/** The sign-ins of the embedded backend; each fills the form. */
function sampleSignIns(
  signIns: readonly { role: string; email: string }[],
  onChoose: (email: string) => void,
): HTMLElement {
  const heading = make('h2', 'pane-head pad-x-12 below-12', 'Sample sign-ins of this local copy')
  heading.id = 'samples'
  const list = make('ul', '')
  for (const { role, email } of signIns) {
    const button = make('button', 'choice row baseline between full pad-x-12')
    button.type = 'button'
    button.append(`${role} `, make('span', 'quiet small', email))
    button.addEventListener('click', () => onChoose(email))
    const item = make('li', '')
    item.append(button)
    list.append(item)
  }
  const section = make('section', 'samples')
  section.setAttribute('aria-labelledby', heading.id)
  section.append(heading, list)
  return section
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, text = '') {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}
