// Keeps a long form while somebody types: <form data-autosave="/where"> is sent there whole, a little after the last key and
// at least every ten seconds. The place answers { version }, or { message } when it cannot keep it. Without this module the
// form has its button, and nothing else changes.
const PAUSE = 2_000
const LONGEST = 10_000
const RETRY = 15_000

for (const form of document.querySelectorAll('[data-autosave]')) enhance(form)

function enhance(form) {
  const status = form.querySelector('[data-autosave-status]')
  let changed = false
  let sending = false
  let stopped = false
  let since
  let timer

  form.addEventListener('input', () => {
    if (stopped) return
    changed = true
    since ??= Date.now()
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), Math.min(PAUSE, Math.max(0, since + LONGEST - Date.now())))
  })
  form.addEventListener('submit', () => {
    stopped = true
    clearTimeout(timer)
  })
  // The last words of a page that is left or put aside: there is no time for an answer.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && changed && !sending && !stopped) {
      clearTimeout(timer)
      void keep({ keepalive: true })
    }
  })
  // Back to a page that the browser kept: it goes on keeping.
  addEventListener('pageshow', (event) => {
    if (event.persisted) stopped = false
  })

  async function keep(options) {
    if (sending) return
    let pause = PAUSE
    sending = true
    changed = false
    since = undefined
    try {
      const reply = await fetch(form.dataset.autosave, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        redirect: 'manual',
        ...options,
      })
      if (reply.ok) {
        form.elements.draft.value = (await reply.json()).version
        say(
          `Kept at ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}. Press Save to put it on the record.`,
        )
      } else if (reply.status === 409) {
        stopped = true
        say((await reply.json()).message)
      } else if (reply.type === 'opaqueredirect' || reply.status === 403 || reply.status === 404) {
        stopped = true
        say('This is not kept: you may be signed out. Sign in again in another window, then press Save here.')
      } else pause = later()
    } catch {
      pause = later()
    } finally {
      sending = false
    }
    if (changed && !stopped) timer = setTimeout(() => void keep(), pause)
  }

  function later() {
    changed = true
    say('We could not keep this just now. We try again. Leave this page open.')
    return RETRY
  }

  function say(words) {
    if (status) status.textContent = words
  }
}
