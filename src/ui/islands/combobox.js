// Suggestions under a text field: <input data-combobox="/practices/suggest"> asks `?q=` and gets
// [{ value, text, hint? }]. Without this module it stays a text field, and the server reads what was typed.
const PAUSE = 150
const FEWEST_LETTERS = 2

for (const input of document.querySelectorAll('[data-combobox]')) enhance(input)

function enhance(input) {
  const list = element('ul', {
    id: `${input.id}-list`,
    className: 'trellis-suggestions',
    role: 'listbox',
    hidden: true,
  })
  list.setAttribute('aria-label', input.labels[0]?.textContent ?? 'Suggestions')
  const status = element('div', { className: 'nhsuk-u-visually-hidden', role: 'status' })
  const box = element('div', { className: 'trellis-combobox' })
  input.before(box)
  box.append(input, list, status)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)
  input.autocomplete = 'off'

  let active = -1
  let asked = 0
  let timer

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void suggest(), PAUSE)
  })
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && !list.hidden) move(step)
    else if (event.key === 'Enter' && active >= 0) choose(list.children[active])
    else if (event.key === 'Escape' && !list.hidden) close()
    else return
    event.preventDefault()
  })
  input.addEventListener('blur', close)
  // Pressing must not take the focus away, or the list is gone before the click arrives.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => choose(event.target.closest('[role=option]')))

  async function suggest() {
    const words = input.value.trim()
    const mine = ++asked
    if (words.length < FEWEST_LETTERS) return close()
    const found = await fetchSuggestions(input.dataset.combobox, words)
    if (mine === asked && document.activeElement === input) show(found)
  }

  function show(found) {
    active = -1
    input.removeAttribute('aria-activedescendant')
    list.replaceChildren(...found.map(option))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    status.textContent = found.length === 0 ? 'No suggestions' : `${found.length} suggestions`
  }

  function option({ value, text, hint }, n) {
    const item = element('li', { id: `${list.id}-${n}`, role: 'option', textContent: text })
    item.dataset.value = value
    item.setAttribute('aria-selected', 'false')
    if (hint) item.append(element('span', { className: 'trellis-suggestions__hint', textContent: ` ${hint}` }))
    return item
  }

  function move(step) {
    list.children[active]?.setAttribute('aria-selected', 'false')
    const count = list.children.length
    active = active < 0 && step < 0 ? count - 1 : (active + step + count) % count
    const item = list.children[active]
    item.setAttribute('aria-selected', 'true')
    item.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', item.id)
  }

  function choose(item) {
    if (!item) return
    input.value = item.dataset.value
    asked++
    close()
  }

  function close() {
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
}

// A suggestion that fails is no suggestion: the field works without.
async function fetchSuggestions(url, words) {
  try {
    const reply = await fetch(`${url}?q=${encodeURIComponent(words)}`, { headers: { accept: 'application/json' } })
    return reply.ok ? await reply.json() : []
  } catch {
    return []
  }
}

// Older browsers know `role` as an attribute only.
function element(name, { role, ...properties }) {
  const made = Object.assign(document.createElement(name), properties)
  if (role) made.setAttribute('role', role)
  return made
}
